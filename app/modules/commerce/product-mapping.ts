import type { Product, ProductFact, ProductVariant } from "./commerce-types";
import { isSecretName } from "./fact-selection";
import type { FactNode, ProductNode, VariantNode } from "./product-documents";
import { translationsOf } from "./translation-lists";

/** A product's texts in another language; empty where the shop has none. */
export type ProductTranslation = { readonly locale: string; readonly title: string; readonly descriptionHtml: string };

/** A product with what the index needs beside it. */
export type CatalogueProduct = {
  readonly product: Product;
  /** Null while the product is not published to the online store. */
  readonly onlineStoreUrl: string | null;
  readonly translations: readonly ProductTranslation[];
};

/** Our view of a product that Shopify sent in parts. */
export function toCatalogueProduct(
  node: ProductNode,
  variants: readonly VariantNode[],
  facts: readonly FactNode[],
  locales: readonly string[],
): CatalogueProduct {
  return {
    product: toProduct(node, variants, facts),
    onlineStoreUrl: node.onlineStoreUrl,
    translations: locales.flatMap((locale) => toTranslation(node, locale) ?? []),
  };
}

function toProduct(node: ProductNode, variants: readonly VariantNode[], facts: readonly FactNode[]): Product {
  return {
    id: node.id,
    handle: node.handle,
    title: node.title,
    vendor: node.vendor,
    productType: node.productType,
    status: node.status,
    descriptionHtml: node.descriptionHtml,
    seoTitle: node.seo.title ?? "",
    seoDescription: node.seo.description ?? "",
    imageUrl: node.featuredMedia?.preview?.image?.url ?? null,
    imageAlt: node.featuredMedia?.alt ?? "",
    facts: toFacts(facts),
    tags: node.tags,
    updatedAt: node.updatedAt,
    variants: [...variants].sort((a, b) => a.position - b.position).map(toVariant),
  };
}

function toVariant(node: VariantNode): ProductVariant {
  return {
    id: node.id,
    title: node.title,
    sku: node.sku ?? "",
    price: node.price,
    compareAtPrice: node.compareAtPrice,
    available: node.availableForSale,
  };
}

/** A released namespace may hold a secret that was added later: its name decides again here. */
function toFacts(nodes: readonly FactNode[]): ProductFact[] {
  const open = nodes.filter((node) => !isSecretName(node.key) && !isSecretName(node.namespace));
  const byName = new Map(open.map(({ namespace, key, value }) => [`${namespace}.${key}`, { namespace, key, value }]));
  return [...byName.values()];
}

function toTranslation(node: ProductNode, locale: string): ProductTranslation | null {
  const texts = translationsOf(node, locale);
  const { title = "", body_html: descriptionHtml = "" } = texts;
  return title || descriptionHtml ? { locale, title, descriptionHtml } : null;
}
