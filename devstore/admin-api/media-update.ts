import type { Product } from "../context.ts";
import { idOf } from "../gid.ts";
import type { ApiCall, View } from "./api-call.ts";
import { mediaImageView } from "./media-view.ts";
import { productView } from "./product-view.ts";

type Change = { id: string; alt?: string | null };
type Found = { product: Product; image: Product["images"][number]; alt: string | null };

/** Source: https://shopify.dev/docs/api/admin-graphql/latest/input-objects/FileUpdateInput */
const MAX_ALT_CHARACTERS = 512;

/** `Mutation.fileUpdate`, for alt texts; all or nothing, as in Shopify. */
export function updateFiles({ files }: { files: Change[] }, call: ApiCall): View {
  const found = files.map((change) => find(call.store.products, change));
  const userErrors = files.flatMap((change, index) => {
    const field = ["files", String(index), "id"];
    if (!found[index]) return [{ field, message: `File id ${change.id} does not exist.`, code: "FILE_DOES_NOT_EXIST" }];
    return tooLong(change)
      ? [{ field: ["files", String(index), "alt"], message: ALT_TOO_LONG, code: "ALT_VALUE_LIMIT_EXCEEDED" }]
      : [];
  });
  if (userErrors.length > 0) return { files: null, userErrors };
  const changed = found.flatMap((entry) => entry ?? []);
  apply(call, changed);
  return { files: changed.map(({ product, image }) => mediaImageView(call, product, image)), userErrors: [] };
}

/** `Mutation.productUpdateMedia` (deprecated), for alt texts. */
export function updateProductMedia({ productId, media }: { productId: string; media: Change[] }, call: ApiCall): View {
  const product = call.store.products.find((entry) => entry.id === idOf("Product", productId));
  const failure = (field: string[], message: string, code: string) => ({
    media: null,
    product: null,
    mediaUserErrors: [{ field, message, code }],
  });
  if (!product) return failure(["productId"], "Product does not exist", "PRODUCT_DOES_NOT_EXIST");
  const found = media.map((change) => find([product], change));
  const missing = found.findIndex((entry) => entry === null);
  if (missing >= 0) return failure(["media", String(missing), "id"], "Media does not exist", "MEDIA_DOES_NOT_EXIST");
  const long = media.findIndex(tooLong);
  if (long >= 0) return failure(["media", String(long), "alt"], ALT_TOO_LONG, "INVALID");
  const changed = found.flatMap((entry) => entry ?? []);
  apply(call, changed);
  return {
    media: changed.map(({ image }) => mediaImageView(call, product, image)),
    product: productView(call, product),
    mediaUserErrors: [],
  };
}

const ALT_TOO_LONG = `Alt value exceeds the limit of ${MAX_ALT_CHARACTERS} characters`;
const tooLong = ({ alt }: Change) => (alt?.length ?? 0) > MAX_ALT_CHARACTERS;

function find(products: readonly Product[], { id, alt }: Change): Found | null {
  const number = idOf("MediaImage", id);
  for (const product of products) {
    const image = product.images.find((entry) => entry.id === number);
    if (image) return { product, image, alt: alt ?? null };
  }
  return null;
}

function apply(call: ApiCall, changes: readonly Found[]): void {
  for (const { image, alt } of changes) image.alt = alt ?? image.alt;
  for (const product of new Set(changes.map((change) => change.product))) {
    call.services.context.productChanged(call.store, product);
  }
}
