import type { ShopContext } from "~/modules/tenancy/shop-context";
import { govern } from "./govern.server";
import type { GovernedEvent, GovernedRequest } from "./inference-types";

/**
 * Asks a model and yields its checked text while it is written: call, then text and withheld in their order, then end.
 * @throws AppError `budget_exceeded` before the call; a model's failures are in the "end" event.
 */
export function streamGoverned(
  shop: ShopContext,
  request: GovernedRequest,
): AsyncGenerator<GovernedEvent, void, undefined> {
  return govern(shop, request);
}
