import { AppError } from "~/lib/app-error";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { govern, type GovernOptions } from "./govern.server";
import type { CallOutcome, GovernedRequest } from "./inference-types";

/**
 * Asks a model and gives the checked answer as a whole.
 * @throws AppError `budget_exceeded` before the call; a model's failures are in the outcome.
 */
export async function completeGoverned(
  shop: ShopContext,
  request: GovernedRequest,
  options?: GovernOptions,
): Promise<CallOutcome> {
  for await (const event of govern(shop, request, options)) {
    if (event.type === "end") return event.outcome;
  }
  throw new AppError("internal", {
    message: "a governed call ended without an outcome",
    userMessage: "Something went wrong. Please try again.",
  });
}
