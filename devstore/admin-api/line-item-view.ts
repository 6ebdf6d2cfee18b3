import { gid } from "../gid.ts";
import type { Store } from "../store-schema.ts";
import type { ApiCall, View } from "./api-call.ts";
import type { ListKind } from "./connection.ts";
import { imageView } from "./media-view.ts";
import { moneyBag, toCents } from "./money.ts";
import { productView } from "./product-view.ts";
import { variantView } from "./variant-view.ts";

type Order = Store["orders"][number];
type Line = Order["lines"][number];

/** How the lines of an order are listed. */
export function lineKind(call: ApiCall, order: Order): ListKind<Line> {
  return { key: (line) => line.id, view: (line) => lineView(call, order, line) };
}

/** The API's `LineItem`. */
export function lineView(call: ApiCall, order: Order, line: Line): View {
  const product = call.store.products.find((entry) => entry.variants.some((variant) => variant.id === line.variantId));
  const variant = product?.variants.find((entry) => entry.id === line.variantId);
  const image = product?.images[0];
  const bag = (cents: number) => moneyBag(call.store, cents, order.currency);
  const unit = bag(toCents(line.price));
  const total = bag(toCents(line.price) * line.quantity);
  const open = order.fulfillments.length > 0 ? 0 : line.quantity;
  return {
    __typename: "LineItem",
    id: gid("LineItem", line.id),
    title: line.title,
    name: line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title,
    variantTitle: line.variantTitle || null,
    sku: line.sku || null,
    vendor: product?.vendor ?? null,
    quantity: line.quantity,
    currentQuantity: line.quantity,
    unfulfilledQuantity: open,
    requiresShipping: true,
    isGiftCard: false,
    originalUnitPriceSet: unit,
    discountedUnitPriceSet: unit,
    discountedUnitPriceAfterAllDiscountsSet: unit,
    originalTotalSet: total,
    discountedTotalSet: total,
    customAttributes: [],
    product: () => (product ? productView(call, product) : null),
    variant: () => (product && variant ? variantView(call, product, variant) : null),
    image: () => (image ? imageView(call, image) : null),
  };
}
