import { describe, expect, test } from "vitest";
import { parseExport } from "./parse-export";
import { isExportUrl } from "./export-url";
import { readLines } from "./read-lines";

const PRODUCT = {
  id: "gid://shopify/Product/1",
  handle: "shoe",
  title: "Shoe",
  vendor: "Tiny",
  productType: "Shoes",
  status: "ACTIVE",
  descriptionHtml: "",
  seo: { title: null, description: null },
  tags: [],
  updatedAt: "2026-01-01T00:00:00Z",
  onlineStoreUrl: null,
  featuredMedia: null,
  translations_de: [{ key: "title", value: "Schuh" }],
};
const VARIANT = {
  id: "gid://shopify/ProductVariant/2",
  title: "41",
  sku: null,
  price: "9.00",
  compareAtPrice: null,
  availableForSale: true,
  position: 1,
  __parentId: PRODUCT.id,
};
const fact = (key: string) => ({
  id: "gid://shopify/Metafield/3",
  namespace: "custom",
  key,
  value: "x",
  __parentId: PRODUCT.id,
});

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function* from<T>(...items: T[]) {
  yield* items;
}

const linesOf = (...rows: object[]) => from(...rows.map((row) => JSON.stringify(row)));

describe("parseExport", () => {
  test("puts a product together from its lines", async () => {
    const [first, second, ...more] = await collect(
      parseExport(linesOf(PRODUCT, VARIANT, fact("care"), { ...PRODUCT, id: "gid://shopify/Product/9" }), ["de"]),
    );
    expect(first?.product).toMatchObject({
      title: "Shoe",
      variants: [{ id: VARIANT.id, sku: "" }],
      facts: [{ namespace: "custom", key: "care", value: "x" }],
    });
    expect(first?.translations).toEqual([{ locale: "de", title: "Schuh", descriptionHtml: "" }]);
    expect(second?.product).toMatchObject({ id: "gid://shopify/Product/9", variants: [] });
    expect(more).toEqual([]);
  });

  test("drops metafields with the name of a secret, even of a released namespace", async () => {
    const [entry] = await collect(
      parseExport(linesOf(PRODUCT, fact("unit_cost"), fact("supplier_name"), fact("care")), []),
    );
    expect(entry?.product.facts.map(({ key }) => key)).toEqual(["care"]);
  });

  test("refuses lines that do not follow their product", async () => {
    await expect(collect(parseExport(linesOf(VARIANT), []))).rejects.toThrow("not grouped");
    await expect(collect(parseExport(linesOf({ ...PRODUCT, title: 1 }), []))).rejects.toThrow();
  });
});

describe("readLines", () => {
  const limits = { maxBytes: 20, maxLineCharacters: 8 };

  test("puts lines together across chunks and characters", async () => {
    const bytes = new TextEncoder().encode("añb\n\ncd\nef");
    const chunks = [...bytes].map((byte) => Uint8Array.of(byte));
    await expect(collect(readLines(from(...chunks), limits))).resolves.toEqual(["añb", "cd", "ef"]);
  });

  test("stops at its limits", async () => {
    const chunk = new TextEncoder().encode("123456789");
    await expect(collect(readLines(from(chunk), limits))).rejects.toThrow("a line of more than 8");
    const short = new TextEncoder().encode("1234567\n");
    await expect(collect(readLines(from(short, short, short), limits))).rejects.toThrow("more than 20 bytes");
  });
});

describe("isExportUrl", () => {
  test.each([
    ["https://storage.googleapis.com/x", true],
    ["http://localhost:4000/_shopify/bulk/1.jsonl", true],
    ["http://localhost:4001/x", false],
    ["http://169.254.169.254/latest", false],
    ["file:///etc/passwd", false],
    ["nonsense", false],
  ])("%s: %s", (url, allowed) => {
    expect(isExportUrl(url, "http://localhost:4000")).toBe(allowed);
  });

  test("without a stand-in only https is allowed", () => {
    expect(isExportUrl("http://localhost:4000/x", undefined)).toBe(false);
  });
});
