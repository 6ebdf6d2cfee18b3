import type { Product } from "../context.ts";
import { gid, idOf } from "../gid.ts";
import type { ApiCall, View } from "./api-call.ts";
import { connection } from "./connection.ts";
import type { ListKind } from "./connection.ts";
import type { ListArgs } from "./list-args.ts";
import { htmlToText } from "./html-text.ts";
import { mediaKind, imageView, mediaImageView } from "./media-view.ts";
import { metafieldFields } from "./metafield-view.ts";
import { moneyV2, toCents } from "./money.ts";
import { publishedTranslations } from "./translations.ts";
import { variantKind } from "./variant-view.ts";

/** How products are listed. */
export function productKind(call: ApiCall): ListKind<Product> {
  return {
    key: (product) => product.id,
    view: (product) => productView(call, product),
    search: (product) => ({
      default: [product.title, product.vendor, product.productType, product.handle, ...product.tags, ...skus(product)],
      id: product.id,
      title: [product.title, ...product.title.split(/\s+/)],
      handle: product.handle,
      status: product.status,
      product_type: product.productType,
      vendor: product.vendor,
      tag: product.tags,
      sku: skus(product),
      created_at: product.createdAt,
      updated_at: product.updatedAt,
    }),
    sort: {
      ID: (product) => product.id,
      RELEVANCE: (product) => product.id,
      TITLE: (product) => product.title,
      VENDOR: (product) => product.vendor,
      PRODUCT_TYPE: (product) => product.productType,
      CREATED_AT: (product) => product.createdAt,
      PUBLISHED_AT: (product) => product.createdAt,
      UPDATED_AT: (product) => product.updatedAt,
      INVENTORY_TOTAL: (product) => stockOf(product),
    },
  };
}

const skus = (product: Product) => product.variants.map((variant) => variant.sku);
const stockOf = (product: Product) => product.variants.reduce((sum, variant) => sum + variant.inventoryQuantity, 0);

/** The API's `Product`. */
export function productView(call: ApiCall, product: Product): View {
  const id = gid("Product", product.id);
  const text = htmlToText(product.descriptionHtml);
  return {
    __typename: "Product",
    id,
    legacyResourceId: String(product.id),
    handle: product.handle,
    title: product.title,
    vendor: product.vendor,
    productType: product.productType,
    tags: [...product.tags].sort(),
    status: product.status,
    descriptionHtml: product.descriptionHtml,
    bodyHtml: product.descriptionHtml,
    description: ({ truncateAt }: { truncateAt?: number | null }) => text.slice(0, truncateAt ?? undefined),
    seo: { title: product.seo.title || null, description: product.seo.description || null },
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    publishedAt: product.status === "ACTIVE" ? product.createdAt : null,
    isGiftCard: false,
    requiresSellingPlan: false,
    hasVariantsThatRequiresComponents: false,
    defaultCursor: "",
    ...stockFields(product),
    ...priceFields(call, product),
    ...mediaFields(call, product),
    ...linkFields(call, product),
    ...metafieldFields(call, product),
    options: ({ first }: { first?: number | null }) => optionViews(product).slice(0, first ?? undefined),
    variants: (args: ListArgs) => connection(call, product.variants, args, variantKind(call)),
    variantsCount: count(product.variants.length),
    totalVariants: product.variants.length,
    translations: publishedTranslations(call, id),
  };
}

/** The API's `Count`. */
export function count(value: number): View {
  return { count: value, precision: "EXACT" };
}

function stockFields(product: Product): View {
  return {
    totalInventory: stockOf(product),
    tracksInventory: true,
    hasOnlyDefaultVariant: product.options.length === 0,
    hasOutOfStockVariants: product.variants.some((variant) => variant.inventoryQuantity <= 0),
  };
}

function priceFields({ store }: ApiCall, product: Product): View {
  const prices = product.variants.map((variant) => toCents(variant.price));
  const range = {
    minVariantPrice: moneyV2(Math.min(...prices), store.shop.currency),
    maxVariantPrice: moneyV2(Math.max(...prices), store.shop.currency),
  };
  return { priceRangeV2: range, priceRange: range };
}

function mediaFields(call: ApiCall, product: Product): View {
  const first = product.images[0];
  return {
    featuredMedia: () => (first ? mediaImageView(call, product, first) : null),
    featuredImage: () => (first ? imageView(call, first) : null),
    media: (args: ListArgs) => connection(call, product.images, args, mediaKind(call, product)),
    mediaCount: count(product.images.length),
    images: (args: ListArgs) =>
      connection(
        call,
        product.images,
        { ...args, sortKey: null },
        {
          key: (image) => image.id,
          view: (image) => imageView(call, image),
        },
      ),
  };
}

function linkFields(call: ApiCall, product: Product): View {
  const url = `${call.services.context.originOf(call.store)}/products/${product.handle}`;
  const collections = () => call.store.collections.filter((entry) => entry.products.includes(product.handle));
  return {
    onlineStoreUrl: product.status === "ACTIVE" ? url : null,
    onlineStorePreviewUrl: url,
    collections: (args: ListArgs) => call.links.collections(call, collections(), args),
    inCollection: ({ id }: { id: string }) => collections().some((entry) => entry.id === idOf("Collection", id)),
  };
}

function optionViews(product: Product): View[] {
  // A product without options has this one in the real API too.
  const options = product.options.length > 0 ? product.options : [{ name: "Title", values: ["Default Title"] }];
  return options.map((option, index) => ({
    id: gid("ProductOption", `${product.id}${index}`),
    name: option.name,
    position: index + 1,
    values: option.values,
    optionValues: option.values.map((name, value) => ({
      id: gid("ProductOptionValue", `${product.id}${index}${value}`),
      name,
      hasVariants: product.variants.some((variant) => variant.options[index] === name),
    })),
    translations: [],
  }));
}
