import { createHash } from "node:crypto";
import type { Product } from "../context.ts";
import { gid } from "../gid.ts";
import type { ApiCall, View } from "./api-call.ts";
import { connection } from "./connection.ts";
import type { ListArgs } from "./list-args.ts";
import { metafieldNumber, publishedTranslations } from "./translations.ts";

type Metafield = Product["metafields"][number];
/** Types whose value is not JSON; the others (numbers, booleans, lists, json, rich text …) are. */
const TEXT_TYPE = /^(single_line_text_field|multi_line_text_field|url|color|date|date_time|id|.*_reference)$/;

/** The `metafield` and `metafields` fields of a product. */
export function metafieldFields(call: ApiCall, product: Product): View {
  const views = (items: readonly Metafield[]) => items.map((item) => metafieldView(call, product, item));
  return {
    metafield: ({ namespace = "custom", key }: { namespace?: string; key: string }) =>
      views(product.metafields.filter((item) => item.namespace === namespace && item.key === key))[0] ?? null,
    metafields: ({ namespace, keys, ...args }: ListArgs & { namespace?: string; keys?: string[] }) => {
      const wanted = product.metafields
        .filter((item) => namespace === undefined || item.namespace === namespace)
        .filter(
          (item) => keys === undefined || keys.includes(`${item.namespace}.${item.key}`) || keys.includes(item.key),
        );
      return connection(call, wanted, args, {
        key: (item) => `${item.namespace}.${item.key}`,
        view: (item) => metafieldView(call, product, item),
      });
    },
  };
}

/** The API's `Metafield` of a product. */
export function metafieldView(call: ApiCall, product: Product, item: Metafield): View {
  const number = metafieldNumber(product, item);
  return {
    __typename: "Metafield",
    id: gid("Metafield", number),
    legacyResourceId: number,
    namespace: item.namespace,
    key: item.key,
    type: item.type,
    value: item.value,
    jsonValue: TEXT_TYPE.test(item.type) ? item.value : parsed(item.value),
    compareDigest: createHash("sha256").update(item.value).digest("hex"),
    sizeInBytes: Buffer.byteLength(item.value),
    ownerType: "PRODUCT",
    owner: () => call.links.product(call, product),
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    translations: publishedTranslations(call, gid("Metafield", number)),
  };
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
