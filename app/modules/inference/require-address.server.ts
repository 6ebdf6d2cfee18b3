import { env } from "~/env.server";
import { AppError } from "~/lib/app-error";
import { checkEndpointAddress } from "./endpoint-address";

/** The address in its one form. @throws AppError `unprocessable` that says why it may not be used. */
export function requireAddress(typed: string): string {
  const address = checkEndpointAddress(typed, { allowPrivate: env.INFERENCE_ALLOW_PRIVATE });
  if (!address.ok) throw unprocessable(address.reason);
  return address.baseUrl;
}

export function unprocessable(userMessage: string): AppError {
  return new AppError("unprocessable", { message: "the model server was refused", userMessage });
}
