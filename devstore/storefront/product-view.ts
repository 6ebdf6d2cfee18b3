import type { Product } from "../context.ts";
import type { Variant } from "./cart.ts";
import { centsIn } from "./money.ts";
import { fillText, findThemeText, textIn } from "./texts.ts";
import type { Visit } from "./visit.ts";

/** Metafields that this theme shows. Others may hold what is not meant for shoppers. */
const SHOWN_NAMESPACE = "facts";

/** A product in the form of Shopify's `GET /products/<handle>.js`, in the visit's language and currency. */
export function productJson(visit: Visit, product: Product) {
  const title = textIn(product, visit.locale, "title", product.title);
  const variants = product.variants.map((variant) => variantJson(visit, product, variant));
  const prices = variants.map(({ price }) => price);
  const images = product.images.map(({ src }) => visit.context.fileUrl(visit.store, src));
  return {
    id: product.id,
    title,
    handle: product.handle,
    description: textIn(product, visit.locale, "body_html", product.descriptionHtml),
    published_at: product.createdAt,
    created_at: product.createdAt,
    vendor: product.vendor,
    type: product.productType,
    tags: product.tags,
    price: Math.min(...prices),
    price_min: Math.min(...prices),
    price_max: Math.max(...prices),
    price_varies: new Set(prices).size > 1,
    available: variants.some(({ available }) => available),
    compare_at_price: variants[0]?.compare_at_price ?? null,
    variants,
    images,
    featured_image: images[0] ?? null,
    options: product.options.map(({ name, values }, index) => ({ name, position: index + 1, values })),
    url: `/products/${product.handle}`,
  };
}

function variantJson(visit: Visit, product: Product, variant: Variant) {
  const [option1 = variant.title, option2 = null, option3 = null] = variant.options;
  const image = pictureOf(product, variant.options);
  return {
    id: variant.id,
    title: variant.title,
    option1,
    option2,
    option3,
    sku: variant.sku,
    requires_shipping: true,
    taxable: true,
    featured_image: image ? visit.context.fileUrl(visit.store, image.src) : null,
    available: variant.inventoryQuantity > 0,
    name: variant.title === "Default Title" ? product.title : `${product.title} - ${variant.title}`,
    options: variant.options,
    price: centsIn(visit.market, variant.price),
    compare_at_price: variant.compareAtPrice === null ? null : centsIn(visit.market, variant.compareAtPrice),
    inventory_management: "shopify",
    barcode: variant.barcode,
  };
}

/** The picture whose file name ends in one of the variant's options, as in `boot-black.svg`; else the first. */
export function pictureOf(product: Product, options: readonly string[]) {
  const endings = options.map((option) => `-${slug(option)}.`);
  return product.images.find(({ src }) => endings.some((ending) => src.includes(ending))) ?? product.images[0] ?? null;
}

function slug(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** What a product card shows. */
export function cardView(visit: Visit, product: Product) {
  const json = productJson(visit, product);
  const option = product.options.find(({ name }) => name !== "Size");
  const count = option?.values.length ?? 1;
  const text =
    findThemeText(visit.locale, `card.looks.${option?.name.toLowerCase()}`) ??
    findThemeText(visit.locale, "card.looks.kind");
  return { ...json, alt: product.images[0]?.alt ?? "", looks: count > 1 ? fillText(text ?? "", { count }) : null };
}

/** What the product page shows, beyond `productJson`: pictures, facts and the option picker. */
export function pageView(visit: Visit, product: Product, wantedVariant: number | null) {
  const json = productJson(visit, product);
  const selected =
    json.variants.find(({ id }) => id === wantedVariant) ??
    json.variants.find(({ available }) => available) ??
    json.variants[0];
  const pickers = product.options.map((option, index) => pickerView(visit, product, option, index));
  const stock = product.variants.find(({ id }) => id === selected?.id)?.inventoryQuantity ?? 0;
  return {
    ...json,
    selected,
    stock,
    pictures: product.images.map(({ src, alt }) => ({
      url: visit.context.fileUrl(visit.store, src),
      alt: alt || json.title,
    })),
    pickers,
    shows_pictures_in_picker: pickers.some(
      ({ values }) => values[0]?.picture && values.length === product.images.length,
    ),
    facts: factsOf(visit, product),
    seo_title: textIn(product, visit.locale, "meta_title", product.seo.title) || json.title,
    seo_description: textIn(product, visit.locale, "meta_description", product.seo.description),
  };
}

function pickerView(visit: Visit, product: Product, { name, values }: Product["options"][number], index: number) {
  const pictures = values.map((value) => pictureOf(product, [value])?.src ?? "");
  const hasPictures = values.length > 1 && new Set(pictures).size === values.length;
  return {
    name,
    label: findThemeText(visit.locale, `options.${name.toLowerCase()}`) ?? name,
    index,
    values: values.map((value, at) => ({
      value,
      picture: hasPictures ? visit.context.fileUrl(visit.store, pictures[at] ?? "") : null,
    })),
  };
}

function factsOf(visit: Visit, product: Product) {
  return product.metafields
    .filter(({ namespace }) => namespace === SHOWN_NAMESPACE)
    .map((metafield) => ({
      label: findThemeText(visit.locale, `facts.${metafield.key}`) ?? humanise(metafield.key),
      value: textIn(metafield, visit.locale, "value", metafield.value),
    }));
}

function humanise(key: string): string {
  const words = key.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
