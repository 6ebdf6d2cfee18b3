import { env } from "~/env.server";
import { AppError } from "~/lib/app-error";

/**
 * Guards what only exists beside a dev store: shoppers of a real shop never see call records.
 * @throws AppError `not_found`.
 */
export function requireDevStore(): void {
  if (env.SHOPIFY_ORIGIN !== undefined) return;
  throw new AppError("not_found", {
    message: "asked for a call record without a dev store",
    userMessage: "This page does not exist.",
  });
}
