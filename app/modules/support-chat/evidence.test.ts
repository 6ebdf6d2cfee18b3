import { describe, expect, it } from "vitest";
import type { Product } from "~/modules/commerce/commerce-types";
import type { Passage } from "~/modules/knowledge/knowledge-types";
import { contactIn, relevantProducts, toCard, toEvidence } from "./evidence";

const PRODUCT: Product = {
  id: "gid://shopify/Product/7",
  handle: "dunlin",
  title: "Dunlin Walking Shoe",
  vendor: "Larkfoot",
  productType: "Shoes",
  status: "ACTIVE",
  descriptionHtml: "",
  seoTitle: "",
  seoDescription: "",
  imageUrl: null,
  imageAlt: "",
  facts: [],
  tags: [],
  updatedAt: "2026-01-01T00:00:00Z",
  variants: [
    {
      id: "gid://shopify/ProductVariant/71",
      title: "39",
      sku: "D39",
      price: "149.00",
      compareAtPrice: null,
      available: true,
    },
    {
      id: "gid://shopify/ProductVariant/72",
      title: "40",
      sku: "D40",
      price: "149.00",
      compareAtPrice: null,
      available: false,
    },
  ],
};
const passage = (over: Partial<Passage>): Passage => ({
  id: "p",
  kind: "product",
  sourceId: PRODUCT.id,
  locale: "en",
  title: PRODUCT.title,
  heading: "",
  url: "https://shop.example/products/dunlin",
  text: "A shoe.",
  score: 1,
  ...over,
});
const EURO = { currency: "EUR", locale: "en" };

describe("toEvidence", () => {
  it("adds today's price and stock once, where the passages do not tell them", () => {
    const [first, second] = toEvidence([passage({}), passage({ text: "More." })], [PRODUCT], EURO);
    expect(first).toMatchObject({ id: "1", text: "A shoe.\nPrice: €149.00\nIn stock: 39\nSold out: 40" });
    expect(second).toMatchObject({ id: "2", text: "More." });
    expect(toEvidence([passage({ text: "Price: €149.00" })], [PRODUCT], EURO)[0]?.text).toBe("Price: €149.00");
  });
});

describe("relevantProducts", () => {
  it("keeps what is named or quoted, not what was merely found", () => {
    expect(relevantProducts("Is the Dunlin shoe waterproof?", [PRODUCT], [])).toHaveLength(1);
    expect(relevantProducts("What does shipping cost?", [PRODUCT], [])).toHaveLength(0);
    expect(relevantProducts("How long do I have to return shoes?", [PRODUCT], [])).toHaveLength(0);
    const other = { ...PRODUCT, id: "gid://shopify/Product/8", handle: "plover", title: "Plover Walking Shoe" };
    expect(
      relevantProducts(
        "Is the Dunlin walking shoe waterproof?",
        [other, PRODUCT],
        ["https://shop.example/products/dunlin"],
      ),
    ).toEqual([PRODUCT]);
    expect(
      relevantProducts("What does shipping cost?", [PRODUCT], ["https://shop.example/products/dunlin"]),
    ).toHaveLength(1);
    expect(relevantProducts("Is the Dunlin shoe waterproof?", [{ ...PRODUCT, status: "DRAFT" }], [])).toHaveLength(0);
  });
});

describe("toCard", () => {
  it("carries numeric ids and written prices", () => {
    expect(toCard(PRODUCT, "/products/dunlin", EURO)).toMatchObject({
      productId: "7",
      variants: [{ id: "71", title: "39", price: "€149.00", available: true }, { id: "72" }],
    });
  });
});

describe("contactIn", () => {
  it("prefers an address on a contact page, then any address, then the page", () => {
    const page = passage({
      kind: "page",
      title: "Contact",
      url: "https://shop.example/pages/contact",
      text: "Write to hello@shop.example.",
    });
    const policy = passage({
      kind: "policy",
      title: "Returns",
      url: "https://shop.example/policies/r",
      text: "Write to returns@shop.example.",
    });
    expect(contactIn([policy, page])).toBe("hello@shop.example");
    expect(contactIn([policy])).toBe("returns@shop.example");
    expect(contactIn([{ ...page, text: "Call us." }])).toBe("https://shop.example/pages/contact");
    expect(contactIn([])).toBeNull();
  });
});
