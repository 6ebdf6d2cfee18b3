import { expect, it } from "vitest";
import type { Product } from "~/modules/commerce/commerce-types";
import { assessCopy } from "./copy-health";
import { factsText, listFacts } from "./product-facts";

const PRODUCT: Product = {
  id: "gid://shopify/Product/1",
  handle: "dunlin",
  title: "Dunlin",
  vendor: "Larkfoot",
  productType: "",
  status: "ACTIVE",
  descriptionHtml: "<p>A <b>shoe</b>.</p><ul><li>Leather</li></ul>",
  seoTitle: "",
  seoDescription: "x".repeat(161),
  imageUrl: null,
  imageAlt: "",
  facts: [
    { namespace: "custom", key: "water_proof", value: "false" },
    { namespace: "custom", key: "height", value: '{"value": 7, "unit": "CENTIMETERS"}' },
  ],
  tags: ["margin-high"],
  updatedAt: "2026-01-01T00:00:00Z",
  variants: ["Bark / 37", "Bark / 38", "Slate / 37"].map((title, index) => ({
    id: String(index),
    title,
    sku: `SKU-${index}`,
    price: "149.00",
    compareAtPrice: null,
    available: true,
  })),
};

it("lists the allow-listed facts: no price, stock, SKU or tag", () => {
  expect(listFacts(PRODUCT)).toEqual([
    { label: "Title", value: "Dunlin" },
    { label: "Brand", value: "Larkfoot" },
    { label: "Variants", value: "Bark, Slate; 37, 38" },
    { label: "Water proof", value: "no" },
    { label: "Height", value: "7 centimeters" },
    { label: "Today's description", value: "A shoe.\n\n- Leather" },
  ]);
});

it("lets no label support what its value denies", () => {
  expect(
    factsText([
      { label: "Waterproof", value: "Not waterproof" },
      { label: "Vegan", value: "Yes" },
    ]),
  ).toBe("Not waterproof\nVegan: Yes");
});

it("turns a no around, so that it supports no claim", () => {
  expect(factsText(listFacts(PRODUCT))).toContain("\nnot water proof\n");
});

it("says which texts need work", () => {
  expect(assessCopy(PRODUCT)).toEqual({
    description: "short",
    seo_title: "missing",
    seo_description: "long",
    image_alt: "no_picture",
  });
});
