import { gid, idOf } from "../gid.ts";
import type { Store } from "../store-schema.ts";
import type { ApiCall, View } from "./api-call.ts";
import { connection } from "./connection.ts";
import type { ListKind } from "./connection.ts";
import type { ListArgs } from "./list-args.ts";
import { htmlToText } from "./html-text.ts";
import { imageView } from "./media-view.ts";
import { count, productKind } from "./product-view.ts";
import { publishedTranslations } from "./translations.ts";

type Collection = Store["collections"][number];
/** Collections carry no time in the store format. */
export const UNDATED = "2026-01-01T09:00:00Z";

/** How collections are listed. */
export function collectionKind(call: ApiCall): ListKind<Collection> {
  return {
    key: (collection) => collection.id,
    view: (collection) => collectionView(call, collection),
    search: (collection) => ({
      default: [collection.title, collection.handle],
      id: collection.id,
      title: [collection.title, ...collection.title.split(/\s+/)],
      handle: collection.handle,
      updated_at: UNDATED,
    }),
    sort: {
      ID: (collection) => collection.id,
      RELEVANCE: (collection) => collection.id,
      TITLE: (collection) => collection.title,
      UPDATED_AT: (collection) => collection.id,
    },
  };
}

/** The API's `Collection`. */
export function collectionView(call: ApiCall, collection: Collection): View {
  const text = htmlToText(collection.descriptionHtml);
  const products = () =>
    collection.products.flatMap((handle) => call.store.products.filter((product) => product.handle === handle));
  return {
    __typename: "Collection",
    id: gid("Collection", collection.id),
    legacyResourceId: String(collection.id),
    handle: collection.handle,
    title: collection.title,
    descriptionHtml: collection.descriptionHtml,
    description: ({ truncateAt }: { truncateAt?: number | null }) => text.slice(0, truncateAt ?? undefined),
    seo: { title: null, description: null },
    sortOrder: "MANUAL",
    updatedAt: UNDATED,
    image: () => (collection.image === null ? null : imageView(call, { src: collection.image, alt: collection.title })),
    products: (args: ListArgs) => {
      const byPosition = args.sortKey === "COLLECTION_DEFAULT" || args.sortKey === "MANUAL";
      return connection(call, products(), byPosition ? { ...args, sortKey: null } : args, productKind(call));
    },
    productsCount: () => count(products().length),
    hasProduct: ({ id }: { id: string }) => products().some((product) => product.id === idOf("Product", id)),
    metafield: null,
    translations: publishedTranslations(call, gid("Collection", collection.id)),
  };
}
