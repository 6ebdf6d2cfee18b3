import type { Product } from "../context.ts";
import { idOf } from "../gid.ts";
import type { Store } from "../store-schema.ts";
import { notImplemented } from "./api-call.ts";
import type { ApiCall, View } from "./api-call.ts";
import { productView } from "./product-view.ts";

type Input = {
  id?: string;
  title?: string;
  descriptionHtml?: string;
  handle?: string;
  vendor?: string;
  productType?: string;
  status?: Product["status"];
  tags?: string[];
  seo?: { title?: string | null; description?: string | null };
  redirectNewHandle?: boolean;
};
type Args = { product?: Input; input?: Input; identifier?: { id?: string; handle?: string } };
type UserError = { field: string[]; message: string };

const MAX_TEXT_CHARACTERS = 255;
const MAX_BODY_BYTES = 512 * 1024;
const MAX_TAGS = 250;
/** As the admin's own form enforces. */
const MAX_SEO_TITLE_CHARACTERS = 70;
const MAX_SEO_DESCRIPTION_CHARACTERS = 320;
const KNOWN = [
  "id",
  "title",
  "descriptionHtml",
  "handle",
  "vendor",
  "productType",
  "status",
  "tags",
  "seo",
  "redirectNewHandle",
  "deleteConflictingConstrainedMetafields",
];

/** `Mutation.productUpdate`, for the texts of a product. */
export function updateProduct(args: Args, call: ApiCall): View {
  const input = args.product ?? args.input ?? {};
  const unknown = Object.keys(input).find((key) => !KNOWN.includes(key));
  if (unknown !== undefined) throw notImplemented(`the field "${unknown}" of productUpdate`);
  const product = findProduct(call.store, args, input);
  if (!product) return { product: null, userErrors: [{ field: ["id"], message: "Product does not exist" }] };
  const userErrors = findErrors(call.store, product, input);
  if (userErrors.length === 0 && apply(product, input)) call.services.context.productChanged(call.store, product);
  return { product: productView(call, product), userErrors };
}

function findProduct({ products }: Store, { identifier }: Args, input: Input): Product | undefined {
  const id = idOf("Product", identifier?.id ?? input.id ?? "");
  return products.find((entry) => entry.id === id || entry.handle === identifier?.handle);
}

function findErrors({ products }: Store, product: Product, input: Input): UserError[] {
  const errors: UserError[] = [];
  const refuse = (wrong: boolean | undefined, field: string[], message: string) => {
    if (wrong === true) errors.push({ field, message });
  };
  const tooLong = (text: string | null | undefined, limit: number) => (text?.length ?? 0) > limit;
  refuse(input.title?.trim() === "", ["title"], "Title can't be blank");
  refuse(
    tooLong(input.title, MAX_TEXT_CHARACTERS),
    ["title"],
    `Title is too long (maximum is ${MAX_TEXT_CHARACTERS} characters)`,
  );
  refuse(
    Buffer.byteLength(input.descriptionHtml ?? "") > MAX_BODY_BYTES,
    ["bodyHtml"],
    "Body (HTML) is too big (maximum is 512 KB)",
  );
  refuse(
    tooLong(input.vendor, MAX_TEXT_CHARACTERS),
    ["vendor"],
    `Vendor is too long (maximum is ${MAX_TEXT_CHARACTERS} characters)`,
  );
  refuse(
    tooLong(input.productType, MAX_TEXT_CHARACTERS),
    ["productType"],
    `Product type is too long (maximum is ${MAX_TEXT_CHARACTERS} characters)`,
  );
  refuse(
    tooLong(input.handle, MAX_TEXT_CHARACTERS),
    ["handle"],
    `Handle is too long (maximum is ${MAX_TEXT_CHARACTERS} characters)`,
  );
  refuse(
    input.handle !== undefined && products.some((entry) => entry !== product && entry.handle === input.handle),
    ["handle"],
    `Handle '${input.handle ?? ""}' already in use. Please provide a new handle.`,
  );
  refuse((input.tags?.length ?? 0) > MAX_TAGS, ["tags"], `Product tags can't be more than ${MAX_TAGS}`);
  refuse(
    tooLong(input.seo?.title, MAX_SEO_TITLE_CHARACTERS),
    ["seo", "title"],
    `Seo title is too long (maximum is ${MAX_SEO_TITLE_CHARACTERS} characters)`,
  );
  refuse(
    tooLong(input.seo?.description, MAX_SEO_DESCRIPTION_CHARACTERS),
    ["seo", "description"],
    `Seo description is too long (maximum is ${MAX_SEO_DESCRIPTION_CHARACTERS} characters)`,
  );
  return errors;
}

/** Takes the given values over; tells whether anything is different now. */
function apply(product: Product, input: Input): boolean {
  const before = JSON.stringify(product);
  product.title = input.title ?? product.title;
  product.descriptionHtml = input.descriptionHtml ?? product.descriptionHtml;
  // An empty handle makes Shopify derive one from the title; keeping the old one is enough here.
  product.handle = input.handle || product.handle;
  product.vendor = input.vendor ?? product.vendor;
  product.productType = input.productType ?? product.productType;
  product.status = input.status ?? product.status;
  product.tags = input.tags ?? product.tags;
  // Null clears an SEO text; leaving it out keeps it.
  if (input.seo?.title !== undefined) product.seo.title = input.seo.title ?? "";
  if (input.seo?.description !== undefined) product.seo.description = input.seo.description ?? "";
  return JSON.stringify(product) !== before;
}
