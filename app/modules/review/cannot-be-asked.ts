import { AppError } from "~/lib/app-error";

/** For a call that cannot be run again, so that it is no test case either. */
export function cannotBeAsked(): AppError {
  return new AppError("unprocessable", {
    message: "the call holds no request that can be asked again",
    userMessage: "This call cannot be asked again: it is a server check, or what was sent can no longer be read.",
  });
}
