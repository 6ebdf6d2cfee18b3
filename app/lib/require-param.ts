import { AppError } from "~/lib/app-error";

/**
 * One parameter of a route's path.
 * @throws AppError `not_found` when the path has none.
 */
export function requireParam(params: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = params[name];
  if (!value)
    throw new AppError("not_found", { message: `no ${name} in the path`, userMessage: "This page does not exist." });
  return value;
}
