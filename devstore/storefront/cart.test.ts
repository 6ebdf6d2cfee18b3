import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { startTestShop } from "./test-shop.ts";
import type { TestShop } from "./test-shop.ts";

const CartJson = z.object({
  item_count: z.number(),
  total_price: z.number(),
  currency: z.string(),
  items: z.array(z.object({ id: z.number(), quantity: z.number(), price: z.number(), product_title: z.string() })),
});

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.close());

function variantOf(handle: string, title: string) {
  const product = shop.devStore.context.stores.list()[0]?.products.find((item) => item.handle === handle);
  const variant = product?.variants.find((item) => item.title === title);
  if (!variant) throw new Error(`no ${handle} ${title}`);
  return variant;
}

const cartOf = (body: string) => CartJson.parse(JSON.parse(body));

test("adds a variant, counts it in cents, and keeps it for the next request of the same visitor only", async () => {
  const visitor = shop.visitor();
  const { id } = variantOf("dunlin-walking-shoe", "Bark / 39");
  const added = await visitor.post("/cart/add.js", { id, quantity: 2 });
  expect(added.status).toBe(200);
  expect(JSON.parse(added.body)).toMatchObject({ id, variant_id: id, quantity: 2, price: 14_900, line_price: 29_800 });
  const cart = cartOf((await visitor.get("/cart.js")).body);
  expect(cart).toMatchObject({ item_count: 2, total_price: 29_800, currency: "EUR" });
  expect((await visitor.get("/cart")).body).toContain("Dunlin Walking Shoe");
  expect(cartOf((await shop.visitor().get("/cart.js")).body).item_count).toBe(0);
});

test("adds several items at once and answers with each line", async () => {
  const items = [
    { id: variantOf("leather-wax", "Neutral").id },
    { id: variantOf("commons-tote", "Ink").id, quantity: 3 },
  ];
  const { body } = await shop.visitor().post("/cart/add.js", { items });
  expect(JSON.parse(body)).toMatchObject({ items: [{ quantity: 1 }, { quantity: 3 }] });
});

test("refuses what is sold out, more than there is, and what does not exist", async () => {
  const visitor = shop.visitor();
  const soldOut = variantOf("dunlin-walking-shoe", "Bark / 42");
  const inStock = variantOf("dunlin-walking-shoe", "Bark / 39");
  const refused = await visitor.post("/cart/add.js", { id: soldOut.id });
  expect(refused.status).toBe(422);
  expect(JSON.parse(refused.body)).toMatchObject({
    status: 422,
    message: "Cart Error",
    description: "The product 'Dunlin Walking Shoe' is already sold out.",
  });
  expect((await visitor.post("/cart/add.js", { id: inStock.id, quantity: inStock.inventoryQuantity + 1 })).status).toBe(
    422,
  );
  expect((await visitor.post("/cart/add.js", { id: 999 })).status).toBe(404);
  expect((await visitor.post("/cart/add.js", { id: "x" })).status).toBe(422);
  expect(cartOf((await visitor.get("/cart.js")).body).item_count).toBe(0);
});

test("changes by variant id, by key and by line, and clears", async () => {
  const visitor = shop.visitor();
  const { id } = variantOf("ember-flask", "Ink");
  const added = z.object({ key: z.string() }).parse(JSON.parse((await visitor.post("/cart/add.js", { id })).body));
  expect(cartOf((await visitor.post("/cart/change.js", { id, quantity: 3 })).body).item_count).toBe(3);
  expect(cartOf((await visitor.post("/cart/change.js", { id: added.key, quantity: 2 })).body).item_count).toBe(2);
  expect(cartOf((await visitor.post("/cart/update.js", { updates: { [id]: 4 } })).body).item_count).toBe(4);
  expect(cartOf((await visitor.post("/cart/change.js", { line: 1, quantity: 0 })).body).items).toEqual([]);
  await visitor.post("/cart/add.js", { id });
  expect(cartOf((await visitor.post("/cart/clear.js", {})).body).item_count).toBe(0);
});

test("prices follow the market of the chosen country", async () => {
  const visitor = shop.visitor();
  await visitor.post("/localization", { country_code: "GB", return_to: "/cart" });
  await visitor.post("/cart/add.js", { id: variantOf("dunlin-walking-shoe", "Bark / 39").id });
  expect(cartOf((await visitor.get("/cart.js")).body)).toMatchObject({ currency: "GBP", total_price: 12_814 });
});

test("a foreign shop's variant is not for sale here", async () => {
  const foreign = shop.devStore.context.stores.list()[1]?.products[0]?.variants[0]?.id;
  expect((await shop.visitor().post("/cart/add.js", { id: foreign })).status).toBe(404);
  expect((await shop.visitor("second.localhost").post("/cart/add.js", { id: foreign })).status).toBe(200);
});

test("a broken cart cookie is an empty cart", async () => {
  const visitor = shop.visitor();
  const { body, status } = await visitor.post("/cart/clear.js", {}, { cookie: "cart_demo=%7Bnot" });
  expect([status, cartOf(body).item_count]).toEqual([200, 0]);
});
