import type { Product, ProductVariant } from "~/modules/commerce/commerce-types";
import { htmlBlocks } from "~/modules/commerce/html-blocks";
import type { CatalogueProduct } from "~/modules/commerce/product-mapping";
import { chunkBlocks, packLines } from "./chunk-text";
import { factLabel, factValue } from "./format-fact";
import type { PassageDraft } from "./passage-draft";
import { groupBy } from "./group-by";
import { productLabels } from "./product-labels";

const DEFAULT_VARIANT = "Default Title";

type ShopFacts = { readonly currency: string; readonly primaryLocale: string };
type Text = { readonly locale: string; readonly title: string; readonly descriptionHtml: string };

/**
 * Passages of a product in every language it is there in: first its facts, then its description. None for a product
 * that shoppers cannot find in the online store.
 */
export function productPassages(entry: CatalogueProduct, shop: ShopFacts): PassageDraft[] {
  const { product, onlineStoreUrl: url, translations } = entry;
  if (product.status !== "ACTIVE" || url === null) return [];
  const original: Text = { locale: shop.primaryLocale, title: product.title, descriptionHtml: product.descriptionHtml };
  const translated = translations.map((text) => ({
    locale: text.locale,
    title: text.title || product.title,
    descriptionHtml: text.descriptionHtml || product.descriptionHtml,
  }));
  return [original, ...translated].flatMap((text) => passagesOf(product, text, url, shop.currency));
}

function passagesOf(product: Product, text: Text, url: string, currency: string): PassageDraft[] {
  const facts = packLines(factLines(product, text.locale, currency)).map((chunk) => ({ heading: "", text: chunk }));
  const description = chunkBlocks(htmlBlocks(text.descriptionHtml));
  const { locale, title } = text;
  return [...facts, ...description].map((chunk, position) => ({
    kind: "product",
    sourceId: product.id,
    locale,
    position,
    title,
    url,
    ...chunk,
  }));
}

function factLines(product: Product, locale: string, currency: string): string[] {
  const labels = productLabels(locale);
  const open = product.facts.flatMap(({ key, value }) => {
    const shown = factValue(value);
    const word = shown === "yes" ? labels.yes : shown === "no" ? labels.no : shown;
    return word ? [`${factLabel(key)}: ${word}`] : [];
  });
  return [
    ...(product.productType ? [`${labels.type}: ${product.productType}`] : []),
    ...(product.vendor ? [`${labels.brand}: ${product.vendor}`] : []),
    ...priceLines(product.variants, locale, currency),
    ...stockLines(product.variants, locale),
    ...open,
  ];
}

/** One price for all, or each price with the variants that have it. */
function priceLines(variants: readonly ProductVariant[], locale: string, currency: string): string[] {
  const labels = productLabels(locale);
  const byPrice = groupBy(variants, (variant) => {
    const price = formatMoney(variant.price, locale, currency);
    const isReduced = variant.compareAtPrice !== null && Number(variant.compareAtPrice) > Number(variant.price);
    return isReduced && variant.compareAtPrice
      ? `${price} (${labels.before} ${formatMoney(variant.compareAtPrice, locale, currency)})`
      : price;
  });
  return [...byPrice].map(([price, group]) => {
    const names = byPrice.size > 1 ? variantNames(group) : "";
    return `${labels.price}${names && ` (${names})`}: ${price}`;
  });
}

function stockLines(variants: readonly ProductVariant[], locale: string): string[] {
  const { inStock, soldOut } = productLabels(locale);
  const line = (label: string, group: readonly ProductVariant[]) => {
    const names = variantNames(group);
    return group.length > 0 ? [names ? `${label}: ${names}` : label] : [];
  };
  return [
    ...line(
      inStock,
      variants.filter((variant) => variant.available),
    ),
    ...line(
      soldOut,
      variants.filter((variant) => !variant.available),
    ),
  ];
}

/** Empty for the nameless variant of a product without options. */
function variantNames(variants: readonly ProductVariant[]): string {
  return variants
    .map((variant) => variant.title)
    .filter((title) => title !== DEFAULT_VARIANT)
    .join(", ");
}

function formatMoney(amount: string, locale: string, currency: string): string {
  // Without the no-break spaces, which a model would not repeat.
  return new Intl.NumberFormat(locale, { style: "currency", currency: currency || "USD" })
    .format(Number(amount))
    .replace(/\s/g, " ");
}
