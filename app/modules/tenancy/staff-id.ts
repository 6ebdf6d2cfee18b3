import type { ShopContext } from "./shop-context";

/** Staff member's number in Shopify; empty when somebody else acts. */
export function staffIdOf({ actor }: ShopContext): string {
  return actor.kind === "staff" ? actor.id : "";
}
