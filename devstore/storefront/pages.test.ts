import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestShop } from "./test-shop.ts";
import type { TestShop } from "./test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.close());

test.each([
  ["/", "For the walk you take every day"],
  ["/collections", "Jackets and layers"],
  ["/collections/shoes?sort_by=price-ascending", "Wren Wool Slipper"],
  ["/products/dunlin-walking-shoe", "Waterproof to 7 cm"],
  ["/policies/refund-policy", "45 days"],
  ["/pages/size-guide", "24.6 cm"],
  ["/search?q=waterproof+boot", "Heron Boot"],
  ["/cart", "Your cart is empty."],
  ["/account/login", "anna.vermeer@example.com"],
])("%s shows %s", async (path, text) => {
  const { status, body } = await shop.visitor().get(path);
  expect(status).toBe(200);
  expect(body).toContain(text);
});

test("every page of every collection and product of both shops answers", async () => {
  for (const { shop: settings, products, collections } of shop.devStore.context.stores.list()) {
    const visitor = shop.visitor(`${settings.handle}.localhost`);
    const paths = [
      ...products.map(({ handle }) => `/products/${handle}`),
      ...collections.map(({ handle }) => `/collections/${handle}`),
    ];
    for (const path of paths) expect([path, (await visitor.get(path)).status]).toEqual([path, 200]);
  }
});

test("shows neither cost, supplier, customer tags nor notes anywhere", async () => {
  const store = shop.devStore.context.stores.list()[0];
  if (!store) throw new Error("no store");
  const anna = shop.visitor();
  await anna.post("/account/login", { email: "anna.vermeer@example.com" });
  const products = store.products.filter(({ metafields }) =>
    metafields.some(({ namespace }) => namespace === "internal"),
  );
  const secrets = [
    ...products.flatMap(({ metafields }) =>
      metafields.filter(({ namespace }) => namespace === "internal").map(({ value }) => value),
    ),
    ...store.customers.flatMap(({ tags, note }) => [...tags, note]),
    ...store.orders.map(({ note }) => note),
  ].filter((text) => text.length > 8);
  expect(secrets.length).toBeGreaterThan(20);
  const paths = [
    "/account",
    "/account/login",
    ...products.flatMap(({ handle }) => [`/products/${handle}`, `/products/${handle}.js`]),
  ];
  for (const path of paths) {
    const { body } = await anna.get(path);
    expect(secrets.filter((secret) => body.includes(secret))).toEqual([]);
    expect(body).not.toContain('"cost"');
  }
});

test("what is not there is the theme's own 404, escaped", async () => {
  const { status, body } = await shop.visitor().get("/products/no-such-thing");
  expect(status).toBe(404);
  expect(body).toContain("This path ends here");
  expect((await shop.visitor().get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E")).body).not.toContain("<script>alert");
});

test("a chosen language stays, and translates titles, texts and facts", async () => {
  const visitor = shop.visitor();
  const changed = await visitor.get("/products/dunlin-walking-shoe?locale=de&variant=1");
  expect([changed.status, changed.headers["location"]]).toEqual([303, "/products/dunlin-walking-shoe?variant=1"]);
  const { body } = await visitor.get("/products/dunlin-walking-shoe");
  for (const text of ['lang="de"', "Dunlin Wanderschuh", "In den Warenkorb", "Rindvollleder"])
    expect(body).toContain(text);
});

test("a customer sees their own orders and nobody else's; a guest is asked to log in", async () => {
  const visitor = shop.visitor();
  expect((await visitor.get("/account")).headers["location"]).toBe("/account/login");
  const answer = await visitor.post("/account/login", {
    email: "jonas.weber@example.com",
    return_to: "//evil.example",
  });
  expect(answer.headers["location"]).toBe("/account");
  const { body } = await visitor.get("/account");
  expect([...body.matchAll(/>(#\d{4})</g)].map(([, name]) => name)).toEqual(["#1009", "#1006"]);
  expect(body).toContain("On its way");
});

test("the other shop keeps its own people, orders and prices", async () => {
  const visitor = shop.visitor("second.localhost");
  const refused = await visitor.post("/account/login", { email: "jonas.weber@example.com" });
  expect(refused.headers["location"]).toBe("/account/login?problem=unknown");
  await visitor.post("/account/login", { email: "jonas.keller@example.com" });
  expect((await visitor.get("/account")).body).toContain("Reed Vase");
  expect((await visitor.get("/policies/refund-policy")).body).toContain("14 days");
});
