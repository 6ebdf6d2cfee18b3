import { createHash } from "node:crypto";
import { gid, parseGid } from "../gid.ts";
import type { Store } from "../store-schema.ts";
import type { ApiCall, View } from "./api-call.ts";

type Texts = Store["products"][number]["translations"];
type StoredKey = keyof NonNullable<Texts[string]>;

/** One text of an object that can be translated: its key in the API and in the store format. */
export type TranslatableText = { key: string; storedKey: StoredKey; type: string; value: string };

/** An object that can be translated. */
export type Translatable = { id: string; texts: TranslatableText[]; translations: Texts };

/** Metafield types that Shopify translates; their names in capitals are the content's type. */
const TEXT_METAFIELD = /^(single_line_text_field|multi_line_text_field|rich_text_field|url)$/;

/** Types of objects with texts in the store format, by the type in their global id. */
const TYPES: Record<string, string> = {
  Product: "PRODUCT",
  Collection: "COLLECTION",
  Page: "PAGE",
  ShopPolicy: "SHOP_POLICY",
  Metafield: "METAFIELD",
};

/** Digest of a source text, which a translation must name to be taken. */
export function digestOf(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}

/** Objects of a TranslatableResourceType; an empty list for types that the store format has no texts of. */
export function listTranslatables(store: Store, type: string): Translatable[] {
  switch (type) {
    case "PRODUCT":
      return store.products.map(ofProduct);
    case "COLLECTION":
      return store.collections.map(ofCollection);
    case "PAGE":
      return store.pages.map(ofPage);
    case "SHOP_POLICY":
      return store.policies.map(ofPolicy);
    case "METAFIELD":
      return store.products.flatMap((product) =>
        product.metafields.filter(({ type }) => TEXT_METAFIELD.test(type)).map((item) => ofMetafield(product, item)),
      );
    default:
      return [];
  }
}

/** The translatable object with a global id; null when there is none. */
export function findTranslatable(store: Store, resourceId: string): Translatable | null {
  const type = TYPES[parseGid(resourceId)?.type ?? ""];
  return (type && listTranslatables(store, type).find((entry) => entry.id === resourceId)) || null;
}

const line = (key: StoredKey, value: string): TranslatableText => ({
  key,
  storedKey: key,
  type: "SINGLE_LINE_TEXT_FIELD",
  value,
});
const html = (key: string, value: string): TranslatableText => ({ key, storedKey: "body_html", type: "HTML", value });
const handle = (value: string): TranslatableText => ({ key: "handle", storedKey: "handle", type: "URI", value });

function ofProduct(product: Store["products"][number]): Translatable {
  const { title, descriptionHtml, seo, translations } = product;
  const texts = [
    line("title", title),
    html("body_html", descriptionHtml),
    handle(product.handle),
    line("meta_title", seo.title),
    line("meta_description", seo.description),
  ];
  return { id: gid("Product", product.id), texts, translations };
}

function ofCollection(collection: Store["collections"][number]): Translatable {
  const texts = [
    line("title", collection.title),
    html("body_html", collection.descriptionHtml),
    handle(collection.handle),
  ];
  return { id: gid("Collection", collection.id), texts, translations: collection.translations };
}

function ofPage(page: Store["pages"][number]): Translatable {
  const texts = [line("title", page.title), html("body_html", page.body), handle(page.handle)];
  return { id: gid("Page", page.id), texts, translations: page.translations };
}

function ofPolicy(policy: Store["policies"][number]): Translatable {
  return { id: gid("ShopPolicy", policy.id), texts: [html("body", policy.body)], translations: policy.translations };
}

function ofMetafield(
  product: Store["products"][number],
  item: Store["products"][number]["metafields"][number],
): Translatable {
  const texts: TranslatableText[] = [
    { key: "value", storedKey: "value", type: item.type.toUpperCase(), value: item.value },
  ];
  return { id: gid("Metafield", metafieldNumber(product, item)), texts, translations: item.translations };
}

/** Number in the global id of a product's metafield; the store format has none. */
export function metafieldNumber(
  product: Store["products"][number],
  item: Store["products"][number]["metafields"][number],
): string {
  return `${product.id}${String(product.metafields.indexOf(item) + 1).padStart(3, "0")}`;
}

/** Digest of the source that each translation was made from, by store, so that outdated ones can be told. */
const sourceDigests = new WeakMap<Store, Map<string, string>>();

const digestKey = (id: string, key: string, locale: string) => `${id}|${key}|${locale}`;

/** Remembers the sources of the translations that a store came with; call before its texts change. */
export function rememberSources(store: Store): void {
  if (sourceDigests.has(store)) return;
  const digests = new Map<string, string>();
  for (const { id, texts, translations } of Object.values(TYPES).flatMap((type) => listTranslatables(store, type))) {
    for (const locale of Object.keys(translations)) {
      for (const text of texts) digests.set(digestKey(id, text.key, locale), digestOf(text.value));
    }
  }
  sourceDigests.set(store, digests);
}

/** Stores a translation of the text as it is now. */
export function setTranslation(
  store: Store,
  target: Translatable,
  text: TranslatableText,
  locale: string,
  value: string,
): void {
  target.translations[locale] = { ...target.translations[locale], [text.storedKey]: value };
  sourceDigests.get(store)?.set(digestKey(target.id, text.key, locale), digestOf(text.value));
}

/** The API's `TranslatableResource`. */
export function translatableView({ store }: ApiCall, target: Translatable): View {
  return {
    resourceId: target.id,
    translatableContent: target.texts.map((text) => ({
      key: text.key,
      value: text.value || null,
      digest: text.value ? digestOf(text.value) : null,
      locale: store.shop.locales[0],
      type: text.type,
    })),
    translations: ({ locale, outdated }: { locale: string; outdated?: boolean }) =>
      translationViews(store, target, locale).filter((entry) => outdated === undefined || entry.outdated === outdated),
  };
}

/** The API's `Translation`s of an object in a language. */
export function translationViews(store: Store, target: Translatable, locale: string) {
  return target.texts.flatMap((text) => {
    const value = target.translations[locale]?.[text.storedKey];
    if (value === undefined) return [];
    const source = sourceDigests.get(store)?.get(digestKey(target.id, text.key, locale));
    const outdated = source !== undefined && source !== digestOf(text.value);
    return [{ key: text.key, locale, value, outdated, market: null, updatedAt: null }];
  });
}

/** The `translations` field of the object with a global id. */
export function publishedTranslations({ store }: ApiCall, id: string) {
  return ({ locale }: { locale: string }) => {
    const target = findTranslatable(store, id);
    return target ? translationViews(store, target, locale) : [];
  };
}
