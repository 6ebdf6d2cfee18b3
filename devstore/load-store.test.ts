/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment -- parsed JSON, whose shape is what these tests assert */
import { expect, test } from "vitest";
import { loadStore, StoreError } from "./load-store.ts";
import { storeFiles, writeStoreFolder } from "./test-store-files.ts";

function problemsOf(changes: Record<string, unknown>): readonly string[] {
  const folder = writeStoreFolder({ ...storeFiles(), ...changes });
  try {
    loadStore(folder);
  } catch (error) {
    if (error instanceof StoreError) return error.problems.map((line) => line.replace(`${folder}/`, ""));
    throw error;
  }
  return [];
}

test("a good folder loads with defaults filled in", () => {
  const store = loadStore(writeStoreFolder());
  expect(store.domain).toBe("tiny.myshopify.com");
  expect(store.products[0]?.status).toBe("ACTIVE");
});

test("every problem of every file is told with file, path and reason", () => {
  const problems = problemsOf({
    "shop.json": { ...Object(storeFiles()["shop.json"]), email: "nobody", colour: "red" },
    "products.json": [{ id: 0, handle: "Not A Handle", title: "", variants: [] }],
    "pages.json": "[{",
  });
  expect(problems).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^shop\.json: \$\.email: /),
      expect.stringMatching(/^shop\.json: \$: .*colour/),
      expect.stringMatching(/^products\.json: \$\[0\]\.handle: lower case/),
      expect.stringMatching(/^products\.json: \$\[0\]\.variants: /),
      expect.stringMatching(/^pages\.json: \$: not valid JSON/),
    ]),
  );
});

test("files that contradict each other are refused", () => {
  const files = storeFiles();
  const [first, ...products] = Object(files["products.json"]);
  const problems = problemsOf({
    "products.json": [
      { ...first, images: [{ id: 1, src: "gone.png" }] },
      { ...products[0], id: first.id },
    ],
    "collections.json": [{ id: 1, handle: "all", title: "All", products: ["nothing"] }],
    "orders.json": [{ ...Object(files["orders.json"])[0], customerId: 99 }],
  });
  expect(problems).toEqual([
    "products.json: $[1].id: 1 is used twice (first at $[0].id)",
    'collections.json: $[0].products[0]: no product has the handle "nothing"',
    "orders.json: $[0].customerId: no customer has the id 99",
    "products.json: $[0].images[0].src: images/gone.png does not exist",
  ]);
});

test("a folder without shop.json is refused", () => {
  const { "shop.json": _shop, ...files } = storeFiles();
  expect(() => loadStore(writeStoreFolder(files))).toThrow(/shop\.json: file not found/);
});
