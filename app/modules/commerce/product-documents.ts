import { z } from "zod";
import type { AdminDocument } from "./admin-document";
import type { FactSelection } from "./fact-selection";
import { translationLists } from "./translation-lists";

/** What is asked about products in one shop: its released metafields and the languages beside the primary one. */
export type ProductSelection = { readonly facts: FactSelection; readonly locales: readonly string[] };

const VARIANT_PAGE_SIZE = 250;
const MAX_FACTS = 50;

/** Loose, since the lists of translations and metafields have aliases of their own. */
export const ProductNode = z.looseObject({
  id: z.string(),
  handle: z.string(),
  title: z.string(),
  vendor: z.string(),
  productType: z.string(),
  status: z.enum(["ACTIVE", "DRAFT", "ARCHIVED", "UNLISTED"]),
  descriptionHtml: z.string(),
  seo: z.object({ title: z.string().nullable(), description: z.string().nullable() }),
  tags: z.array(z.string()),
  updatedAt: z.string(),
  onlineStoreUrl: z.string().nullable(),
  featuredMedia: z
    .object({
      alt: z.string().nullable(),
      preview: z.object({ image: z.object({ url: z.string() }).nullable() }).nullable(),
    })
    .nullable(),
});

export type ProductNode = z.infer<typeof ProductNode>;

export const VariantNode = z.object({
  id: z.string(),
  title: z.string(),
  sku: z.string().nullable(),
  price: z.string(),
  compareAtPrice: z.string().nullable(),
  availableForSale: z.boolean(),
  position: z.number(),
});

export type VariantNode = z.infer<typeof VariantNode>;

export const FactNode = z.object({ id: z.string(), namespace: z.string(), key: z.string(), value: z.string() });

export type FactNode = z.infer<typeof FactNode>;

const VariantPage = z.object({
  nodes: z.array(VariantNode),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});

const PRODUCT_FIELDS = `id handle title vendor productType status descriptionHtml tags updatedAt onlineStoreUrl
  seo { title description }
  featuredMedia { alt preview { image { url } } }`;
const VARIANT_FIELDS = "id title sku price compareAtPrice availableForSale position";
const FACT_FIELDS = "id namespace key value";

/** One product, now. */
export function productDocument(selection: ProductSelection) {
  return {
    text: `query Product($id: ID!) { product(id: $id) { ${fullProduct(selection)} } }`,
    data: z.object({ product: ProductNode.extend({ variants: VariantPage }).nullable() }),
  } satisfies AdminDocument<unknown>;
}

/** Further variants of a product that has more than one page of them. */
export const VARIANT_PAGE = {
  text: `query Variants($id: ID!, $after: String) { product(id: $id) { ${variantPage(", after: $after")} } }`,
  data: z.object({ product: z.object({ variants: VariantPage }).nullable() }),
} satisfies AdminDocument<unknown>;

/** Changes texts of one product. */
export const PRODUCT_UPDATE = {
  text: `mutation UpdateProduct($product: ProductUpdateInput!) {
    productUpdate(product: $product) { userErrors { field message } }
  }`,
  data: z.object({ productUpdate: z.object({ userErrors: z.array(z.object({ message: z.string() })) }).nullable() }),
} satisfies AdminDocument<unknown>;

export const FEATURED_MEDIA = {
  text: `query FeaturedMedia($id: ID!) { product(id: $id) { featuredMedia { id mediaContentType } } }`,
  data: z.object({
    product: z
      .object({ featuredMedia: z.object({ id: z.string(), mediaContentType: z.string() }).nullable() })
      .nullable(),
  }),
} satisfies AdminDocument<unknown>;

/**
 * Changes the alternative text of a product's picture. Shopify prefers `fileUpdate`, but that needs `write_files`, which
 * would open every file of the shop to the app; this needs no more than `write_products`.
 */
export const IMAGE_ALT_UPDATE = {
  text: `mutation UpdateImageAlt($productId: ID!, $media: [UpdateMediaInput!]!) {
    productUpdateMedia(productId: $productId, media: $media) { mediaUserErrors { field message } }
  }`,
  data: z.object({
    productUpdateMedia: z.object({ mediaUserErrors: z.array(z.object({ message: z.string() })) }).nullable(),
  }),
} satisfies AdminDocument<unknown>;

/** The whole catalogue as one bulk query: lists need edges, and values cannot be variables. */
export function catalogueQuery(selection: ProductSelection): string {
  const facts = factLists(selection.facts, "", (fields) => `edges { node { ${fields} } }`);
  return `{ products { edges { node { ${PRODUCT_FIELDS} ${translationLists(selection.locales)}
    variants { edges { node { ${VARIANT_FIELDS} } } } ${facts} } } } }`;
}

function fullProduct({ facts, locales }: ProductSelection): string {
  const lists = factLists(facts, `first: ${MAX_FACTS}, `, (fields) => `nodes { ${fields} }`);
  return `${PRODUCT_FIELDS} ${translationLists(locales)} ${variantPage("")} ${lists}`;
}

function variantPage(after: string): string {
  return `variants(first: ${VARIANT_PAGE_SIZE}${after}) { nodes { ${VARIANT_FIELDS} } pageInfo { hasNextPage endCursor } }`;
}

function factLists({ keys, namespaces }: FactSelection, first: string, nodes: (fields: string) => string): string {
  const byKey = keys.length > 0 ? [`keys: ${JSON.stringify(keys)}`] : [];
  const filters = [...byKey, ...namespaces.map((namespace) => `namespace: ${JSON.stringify(namespace)}`)];
  return filters
    .map((filter, index) => `facts_${index}: metafields(${first}${filter}) { ${nodes(FACT_FIELDS)} }`)
    .join(" ");
}
