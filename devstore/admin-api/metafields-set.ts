import { idOf } from "../gid.ts";
import { requireTypeAccess } from "./field-resolver.ts";
import type { ApiCall, View } from "./api-call.ts";
import { metafieldView } from "./metafield-view.ts";

type Input = { ownerId: string; namespace?: string; key: string; type?: string; value: string };

/** Source: https://shopify.dev/docs/api/admin-graphql/latest/mutations/metafieldsSet */
const MAX_METAFIELDS = 25;

/** `Mutation.metafieldsSet`, for products; all or nothing. */
export function setMetafields({ metafields }: { metafields: Input[] }, call: ApiCall): View {
  requireTypeAccess(call, "Product", "metafieldsSet");
  if (metafields.length > MAX_METAFIELDS) {
    return failed(null, `Exceeded the maximum metafields input limit of ${MAX_METAFIELDS}.`, "LESS_THAN_OR_EQUAL_TO");
  }
  const productOf = ({ ownerId }: Input) => call.store.products.find((entry) => entry.id === idOf("Product", ownerId));
  const missing = metafields.findIndex((input) => !productOf(input));
  if (missing >= 0) return failed(missing, "Owner does not exist.", "INVALID");
  const views = metafields.flatMap((input) => {
    const product = productOf(input);
    if (!product) return [];
    const { namespace = "custom", key, value, type = "single_line_text_field" } = input;
    const existing = product.metafields.find((entry) => entry.namespace === namespace && entry.key === key);
    const metafield = existing ?? { namespace, key, type, value, translations: {} };
    metafield.value = value;
    if (!existing) product.metafields.push(metafield);
    call.services.context.productChanged(call.store, product);
    return [metafieldView(call, product, metafield)];
  });
  return { metafields: views, userErrors: [] };
}

function failed(index: number | null, message: string, code: string): View {
  const field = index === null ? ["metafields"] : ["metafields", String(index), "ownerId"];
  return { metafields: null, userErrors: [{ field, message, code, elementIndex: index }] };
}
