import { describe, expect, test } from "vitest";
import type { Product } from "~/modules/commerce/commerce-types";
import type { CatalogueProduct } from "~/modules/commerce/product-mapping";
import { MAX_CHUNK_CHARACTERS, chunkBlocks } from "./chunk-text";
import { factLabel, factValue } from "./format-fact";
import { passageId } from "./passage-draft";
import { productPassages } from "./product-passages";
import { textPassages } from "./text-passages";

const variant = (title: string, price: string, available: boolean, compareAtPrice: string | null = null) => ({
  id: `gid://shopify/ProductVariant/${title}`,
  title,
  sku: "",
  price,
  compareAtPrice,
  available,
});

const PRODUCT: Product = {
  id: "gid://shopify/Product/1",
  handle: "shoe",
  title: "Rain shoe",
  vendor: "Tiny",
  productType: "Shoes",
  status: "ACTIVE",
  descriptionHtml: "<p>Keeps feet dry.</p>",
  seoTitle: "",
  seoDescription: "",
  imageUrl: null,
  imageAlt: "",
  facts: [
    { namespace: "custom", key: "water_column", value: '{"value":10000,"unit":"MILLIMETERS"}' },
    { namespace: "custom", key: "vegan", value: "true" },
    { namespace: "custom", key: "related", value: '["gid://shopify/Product/2"]' },
  ],
  tags: ["supplier-42"],
  updatedAt: "2026-01-01T00:00:00Z",
  variants: [variant("41", "129.00", true), variant("42", "139.00", false, "159.00")],
};

const entry = (product: Partial<Product> = {}, rest: Partial<CatalogueProduct> = {}): CatalogueProduct => ({
  product: { ...PRODUCT, ...product },
  onlineStoreUrl: "https://tiny.example/products/shoe",
  translations: [],
  ...rest,
});
const SHOP = { currency: "EUR", primaryLocale: "en" };

/** Vitest types its matchers as any. */
const containing = (text: string): unknown => expect.stringContaining(text);

describe("productPassages", () => {
  test("says what the shop knows of a product", () => {
    const [facts, description, ...more] = productPassages(entry(), SHOP);
    expect(facts?.text.split("\n")).toEqual([
      "Type: Shoes",
      "Brand: Tiny",
      "Price (41): €129.00",
      "Price (42): €139.00 (before €159.00)",
      "In stock: 41",
      "Sold out: 42",
      "Water column: 10000 millimeters",
      "Vegan: yes",
    ]);
    expect(description).toMatchObject({
      kind: "product",
      locale: "en",
      title: "Rain shoe",
      text: "Keeps feet dry.",
      position: 1,
    });
    expect(more).toEqual([]);
  });

  test("never indexes tags, which shops use for notes of their own", () => {
    expect(JSON.stringify(productPassages(entry(), SHOP))).not.toContain("supplier-42");
  });

  test("has a translation's texts, labels and number format", () => {
    const passages = productPassages(
      entry({}, { translations: [{ locale: "de", title: "Regenschuh", descriptionHtml: "<p>Hält trocken.</p>" }] }),
      SHOP,
    );
    const german = passages.filter((passage) => passage.locale === "de");
    expect(german[0]).toMatchObject({ title: "Regenschuh", text: containing("Preis (41): 129,00 €") });
    expect(german[0]?.text).toContain("Vegan: ja");
    expect(german[1]?.text).toBe("Hält trocken.");
  });

  test("has nothing of a product that shoppers cannot find", () => {
    expect(productPassages(entry({ status: "DRAFT" }), SHOP)).toEqual([]);
    expect(productPassages(entry({ status: "UNLISTED" }), SHOP)).toEqual([]);
    expect(productPassages(entry({}, { onlineStoreUrl: null }), SHOP)).toEqual([]);
  });

  test("does not name the variant of a product without options", () => {
    const [facts] = productPassages(entry({ variants: [variant("Default Title", "9.00", true)], facts: [] }), SHOP);
    expect(facts?.text).toBe("Type: Shoes\nBrand: Tiny\nPrice: €9.00\nIn stock");
  });
});

describe("chunkBlocks", () => {
  test("keeps headings apart and every chunk short, and loses no word", () => {
    const sentence = "Parcels leave our house every morning before nine. ";
    const blocks = [
      { kind: "heading", text: "Shipping" },
      { kind: "paragraph", text: sentence.repeat(40).trim() },
      { kind: "item", text: "Germany" },
      { kind: "heading", text: "Customs" },
      { kind: "paragraph", text: "x".repeat(1_500) },
    ] as const;
    const chunks = chunkBlocks(blocks);
    expect(chunks.every((chunk) => chunk.text.length <= MAX_CHUNK_CHARACTERS)).toBe(true);
    expect(new Set(chunks.map((chunk) => chunk.heading))).toEqual(new Set(["Shipping", "Customs"]));
    expect(
      chunks.filter((chunk) => chunk.heading === "Shipping").every((chunk) => /(\.|Germany)$/.test(chunk.text)),
    ).toBe(true);
    expect(
      chunks
        .map((chunk) => chunk.text)
        .join(" ")
        .match(/nine/g),
    ).toHaveLength(40);
    expect(
      chunks
        .map((chunk) => chunk.text)
        .join("")
        .match(/x/g),
    ).toHaveLength(1_500);
  });
});

test("textPassages has one passage for each section", () => {
  const text = {
    id: "gid://shopify/ShopPolicy/1",
    kind: "policy",
    title: "Refunds",
    url: "https://x/policies/refund-policy",
    locale: "en",
    html: "<h2>When</h2><p>30 days</p><h2>How</h2><p>By post</p>",
  } as const;
  expect(textPassages(text).map(({ heading, text, position }) => [heading, text, position])).toEqual([
    ["When", "30 days", 0],
    ["How", "By post", 1],
  ]);
});

test.each([
  ["Wool", "Wool"],
  ['["Wool","Silk"]', "Wool, Silk"],
  ["12", "12"],
  ["false", "no"],
  ['{"value":1.5,"unit":"kg"}', "1.5 kg"],
  ["gid://shopify/Product/1", null],
  ['["gid://shopify/Product/1"]', null],
  ['{"type":"root"}', null],
  ["", null],
  ["[]", null],
  ["null", null],
])("factValue(%s) is %s", (value, expected) => {
  expect(factValue(value)).toBe(expected);
});

test("factLabel makes words of a key", () => {
  expect(factLabel("water_resistance")).toBe("Water resistance");
});

test("passageId is a UUID that depends on the place only", () => {
  const draft = {
    kind: "page",
    sourceId: "1",
    locale: "en",
    position: 0,
    title: "a",
    heading: "",
    url: "",
    text: "b",
  } as const;
  expect(passageId(draft)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(passageId({ ...draft, text: "other" })).toBe(passageId(draft));
  expect(passageId({ ...draft, position: 1 })).not.toBe(passageId(draft));
});
