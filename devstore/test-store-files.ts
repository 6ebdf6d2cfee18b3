import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const product = (id: number, title: string) => ({
  id,
  handle: title.toLowerCase().replaceAll(" ", "-"),
  title,
  vendor: "Tiny",
  productType: "Shoes",
  tags: ["rain"],
  descriptionHtml: `<p>${title} &amp; more</p>`,
  options: [{ name: "Size", values: ["41", "42"] }],
  variants: ["41", "42"].map((size, index) => ({
    id: id * 10 + index,
    title: size,
    sku: `T-${id}-${size}`,
    price: "129.00",
    cost: "40.00",
    inventoryQuantity: index * 3,
    options: [size],
  })),
  images: [{ id: id * 100, src: "shoe.svg", alt: "A shoe" }],
  metafields: [{ namespace: "custom", key: "care", value: "Brush" }],
  translations: { de: { title: `${title} (de)` } },
});

const address = { name: "Ana Lima", address1: "Street 1", zip: "1011", city: "Amsterdam", countryCode: "NL" };

/** Content of a small store's files. */
export function storeFiles(handle = "tiny") {
  return {
    "shop.json": {
      id: 1,
      handle,
      name: "Tiny",
      email: "shop@example.com",
      currency: "EUR",
      country: "NL",
      locales: ["en", "de"],
    },
    "products.json": [product(1, "Rain shoe"), product(2, "Trail boot"), product(3, "House slipper")],
    "collections.json": [{ id: 1, handle: "all", title: "All", products: ["trail-boot", "rain-shoe"] }],
    "policies.json": [{ id: 1, type: "REFUND_POLICY", title: "Refunds", body: "<p>30 days</p>" }],
    "pages.json": [{ id: 1, handle: "about", title: "About", body: "<p>Hello</p>" }],
    "customers.json": [
      { id: 7, firstName: "Ana", lastName: "Lima", email: "ana@example.com", addresses: [address] },
      { id: 8, firstName: "Bo", lastName: "Berg", email: "bo@example.com" },
    ],
    "orders.json": [
      {
        id: 70,
        name: "#1001",
        customerId: 7,
        createdAt: "2026-09-01T10:00:00Z",
        currency: "EUR",
        shipping: "5.00",
        shippingAddress: address,
        lines: [{ id: 1, title: "Rain shoe", variantId: 10, quantity: 2, price: "129.00" }],
      },
      {
        id: 80,
        name: "#1002",
        customerId: 8,
        createdAt: "2026-09-02T10:00:00Z",
        currency: "EUR",
        shippingAddress: address,
        lines: [{ id: 2, title: "Trail boot", quantity: 1, price: "129.00" }],
      },
    ],
  };
}

/** Writes a store folder for a test and returns its path. */
export function writeStoreFolder(files: Record<string, unknown> = storeFiles()): string {
  const folder = mkdtempSync(join(tmpdir(), "devstore-"));
  mkdirSync(join(folder, "images"));
  writeFileSync(join(folder, "images/shoe.svg"), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}
