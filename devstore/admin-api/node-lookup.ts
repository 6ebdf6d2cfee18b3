import { parseGid } from "../gid.ts";
import type { ApiCall, View } from "./api-call.ts";
import { bulkView } from "./bulk-operation.ts";
import { collectionView } from "./collection-view.ts";
import { pageView, policyView } from "./content-views.ts";
import { customerView } from "./customer-view.ts";
import { requireTypeAccess } from "./field-resolver.ts";
import { mediaImageView } from "./media-view.ts";
import { orderView } from "./order-view.ts";
import { productView } from "./product-view.ts";
import { shopView } from "./shop-view.ts";
import { variantView } from "./variant-view.ts";
import { subscriptionView } from "./webhook-subscriptions.ts";

/** The object with a global id; null when there is none. @throws when the token may not see its type. */
export function findNode(call: ApiCall, globalId: string, fieldName: string): View | null {
  const parsed = parseGid(globalId);
  if (!parsed) return null;
  requireTypeAccess(call, parsed.type, fieldName);
  return FINDERS[parsed.type]?.(call, parsed.id) ?? null;
}

/** The object with a global id of one type, for fields such as `product(id:)`. */
export function findOfType(call: ApiCall, type: string, globalId: string): View | null {
  const parsed = parseGid(globalId);
  return parsed?.type === type ? (FINDERS[type]?.(call, parsed.id) ?? null) : null;
}

type Finder = (call: ApiCall, id: number) => View | null;

const withId = <T extends { id: number }>(items: readonly T[], id: number) => items.find((item) => item.id === id);

function finder<T extends { id: number }>(
  list: (call: ApiCall) => readonly T[],
  view: (call: ApiCall, item: T) => View,
): Finder {
  return (call, id) => {
    const item = withId(list(call), id);
    return item ? view(call, item) : null;
  };
}

const FINDERS: Record<string, Finder> = {
  Product: finder((call) => call.store.products, productView),
  Collection: finder((call) => call.store.collections, collectionView),
  Page: finder((call) => call.store.pages, pageView),
  ShopPolicy: finder((call) => call.store.policies, policyView),
  Order: finder((call) => call.store.orders, orderView),
  Customer: finder((call) => call.store.customers, customerView),
  BulkOperation: finder(
    (call) => call.state.bulkOperations,
    (call, operation) => bulkView(operation, call.services.context.publicOrigin),
  ),
  WebhookSubscription: finder((call) => call.state.subscriptions, subscriptionView),
  Shop: (call, id) => (call.store.shop.id === id ? shopView(call) : null),
  ProductVariant: (call, id) => {
    const product = call.store.products.find((entry) => withId(entry.variants, id));
    const variant = product && withId(product.variants, id);
    return variant ? variantView(call, product, variant) : null;
  },
  MediaImage: (call, id) => {
    const product = call.store.products.find((entry) => withId(entry.images, id));
    const image = product && withId(product.images, id);
    return image ? mediaImageView(call, product, image) : null;
  },
};
