import { z } from "zod";
import type { Services } from "./services.ts";
import { StoreProduct } from "./store-schema.ts";
import type { Store } from "./store-schema.ts";
import { productPayload } from "./webhook-payloads.ts";

/** A change to a product as a merchant would make it in the admin; fields as in products.json. */
export const ProductOrder = z.union([
  z.strictObject({ shop: z.string(), create: StoreProduct }),
  z.strictObject({ shop: z.string(), handle: z.string(), set: z.record(z.string(), z.unknown()) }),
  z.strictObject({ shop: z.string(), handle: z.string(), delete: z.literal(true) }),
]);
export type ProductOrder = z.infer<typeof ProductOrder>;

/** An order that cannot be carried out; the message says why. */
export class ControlError extends Error {
  override name = "ControlError";
}

/** Carries out the change and sends its webhook. @throws ControlError on an unknown product or a bad field. */
export function changeProduct(services: Services, store: Store, order: ProductOrder): void {
  if ("create" in order) {
    if (store.products.some(({ id, handle }) => id === order.create.id || handle === order.create.handle)) {
      throw new ControlError(`${store.domain} already has a product with that id or handle`);
    }
    store.products.push(order.create);
    services.emit(store, "products/create", productPayload(services.context, store, order.create));
    return;
  }
  const product = store.products.find((entry) => entry.handle === order.handle);
  if (!product) throw new ControlError(`No product of ${store.domain} has the handle ${order.handle}`);
  if ("delete" in order) {
    store.products = store.products.filter((entry) => entry !== product);
    services.emit(store, "products/delete", { id: product.id });
    return;
  }
  const changed = StoreProduct.safeParse({ ...product, ...order.set });
  if (!changed.success) throw new ControlError(z.prettifyError(changed.error));
  Object.assign(product, changed.data);
  services.context.productChanged(store, product);
}
