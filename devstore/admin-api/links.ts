import type { Links } from "./api-call.ts";
import { collectionKind } from "./collection-view.ts";
import { connection } from "./connection.ts";
import { customerView } from "./customer-view.ts";
import { orderView } from "./order-view.ts";
import { productView } from "./product-view.ts";

/** The views by which others refer back. */
export const links: Links = {
  product: productView,
  order: orderView,
  customer: customerView,
  collections: (call, collections, args) => connection(call, collections, args, collectionKind(call)),
};
