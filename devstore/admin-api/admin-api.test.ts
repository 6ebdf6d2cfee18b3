/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- parsed JSON, whose shape is what these tests assert */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { SHOP, startDevStore } from "../test-store.ts";
import type { TestDevStore } from "../test-store.ts";

let shop: TestDevStore;
beforeAll(async () => {
  shop = await startDevStore();
});
beforeEach(() => shop.control({ reset: true }));
afterAll(() => shop.close());

test("answers a query and tells its cost", async () => {
  const { body } = await shop.graphql(`{
    products(first: 2, sortKey: TITLE, query: "tag:rain status:active") {
      nodes { id title priceRangeV2 { minVariantPrice { amount currencyCode } } variants(first: 1) { nodes { sku selectedOptions { name value } } } }
      pageInfo { hasNextPage endCursor }
    }
  }`);
  expect(body.errors).toBeUndefined();
  expect(body.data.products.nodes.map((node: { title: string }) => node.title)).toEqual(["House slipper", "Rain shoe"]);
  expect(body.data.products.nodes[1]).toMatchObject({
    id: "gid://shopify/Product/1",
    priceRangeV2: { minVariantPrice: { amount: "129.00", currencyCode: "EUR" } },
    variants: { nodes: [{ sku: "T-1-41", selectedOptions: [{ name: "Size", value: "41" }] }] },
  });
  expect(body.extensions.cost.requestedQueryCost).toBeGreaterThan(2);
  const after = body.data.products.pageInfo.endCursor;
  const next = await shop.graphql(
    "query($after: String) { products(first: 2, sortKey: TITLE, after: $after) { nodes { title } pageInfo { hasNextPage } } }",
    { after },
  );
  expect(next.body.data.products).toEqual({ nodes: [{ title: "Trail boot" }], pageInfo: { hasNextPage: false } });
});

test("refuses what Shopify's schema does not have", async () => {
  const { status, body } = await shop.graphql("{ products(first: 1) { nodes { colour } } }");
  expect(status).toBe(200);
  expect(body.data).toBeUndefined();
  expect(body.errors[0].message).toContain('"colour"');
});

test("says so when a valid field has no implementation", async () => {
  const { body } = await shop.graphql("{ giftCards(first: 1) { nodes { id } } }");
  expect(body.errors[0].message).toBe(
    "Access denied for giftCards field. Required access: `read_gift_cards` access scope.",
  );
  const shipping = await shop.graphql("{ taxonomy { categories(first: 1) { nodes { id } } } }");
  expect(shipping.body.errors[0].message).toBe("The dev store does not implement QueryRoot.taxonomy");
});

test("refuses types outside the token's scopes", async () => {
  const narrow = await startDevStore({ scopes: ["read_products"] });
  const { status, body } = await narrow.graphql('{ order(id: "gid://shopify/Order/70") { name } }');
  expect(status).toBe(200);
  expect(body.data).toEqual({ order: null });
  expect(body.errors[0]).toMatchObject({ path: ["order"], extensions: { code: "ACCESS_DENIED" } });
  const write = await narrow.graphql(
    'mutation { productUpdate(product: {id: "gid://shopify/Product/1", title: "x"}) { product { id } } }',
  );
  expect(write.body.errors[0].extensions.code).toBe("ACCESS_DENIED");
  const viaNode = await narrow.graphql('{ node(id: "gid://shopify/Customer/7") { id } }');
  expect(viaNode.body.errors[0].extensions.code).toBe("ACCESS_DENIED");
  await narrow.close();
});

test("finds a customer's own orders only", async () => {
  const { body } = await shop.graphql(`{
    orders(first: 5, query: "customer_id:7") { nodes { name totalPriceSet { shopMoney { amount } } customer { firstName } } }
    customer(id: "gid://shopify/Customer/8") { orders(first: 5) { nodes { name } } }
  }`);
  expect(body.data.orders.nodes).toEqual([
    { name: "#1001", totalPriceSet: { shopMoney: { amount: "263.00" } }, customer: { firstName: "Ana" } },
  ]);
  expect(body.data.customer.orders.nodes).toEqual([{ name: "#1002" }]);
});

test("updates a product, or says why not", async () => {
  const update = (product: object) =>
    shop.graphql(
      "mutation($product: ProductUpdateInput!) { productUpdate(product: $product) { product { title updatedAt } userErrors { field message } } }",
      { product },
    );
  const done = await update({ id: "gid://shopify/Product/1", title: "Storm shoe", seo: { title: "Storm" } });
  expect(done.body.data.productUpdate.userErrors).toEqual([]);
  expect(done.body.data.productUpdate.product.title).toBe("Storm shoe");
  const again = await update({ id: "gid://shopify/Product/1", title: "Storm shoe 2" });
  expect(again.body.data.productUpdate.product.updatedAt > done.body.data.productUpdate.product.updatedAt).toBe(true);
  const refused = await update({
    id: "gid://shopify/Product/1",
    title: " ",
    handle: "trail-boot",
    seo: { title: "x".repeat(71) },
  });
  expect(refused.body.data.productUpdate.userErrors.map((error: { field: string[] }) => error.field)).toEqual([
    ["title"],
    ["handle"],
    ["seo", "title"],
  ]);
  const missing = await update({ id: "gid://shopify/Product/99", title: "x" });
  expect(missing.body.data.productUpdate).toEqual({
    product: null,
    userErrors: [{ field: ["id"], message: "Product does not exist" }],
  });
});

test("takes a translation only for the text as it is", async () => {
  const id = "gid://shopify/Product/1";
  const content = await shop.graphql(
    "query($id: ID!) { translatableResource(resourceId: $id) { translatableContent { key digest value } } }",
    { id },
  );
  const title = content.body.data.translatableResource.translatableContent[0];
  const register = (translatableContentDigest: string) =>
    shop.graphql(
      "mutation($id: ID!, $translations: [TranslationInput!]!) { translationsRegister(resourceId: $id, translations: $translations) { translations { value } userErrors { code } } }",
      { id, translations: [{ locale: "de", key: "title", value: "Regenschuh", translatableContentDigest }] },
    );
  expect((await register("0".repeat(64))).body.data.translationsRegister.userErrors).toEqual([
    { code: "INVALID_TRANSLATABLE_CONTENT" },
  ]);
  expect((await register(title.digest)).body.data.translationsRegister).toEqual({
    translations: [{ value: "Regenschuh" }],
    userErrors: [],
  });
  await shop.control({ product: { shop: SHOP, handle: "rain-shoe", set: { title: "Other" } } });
  const after = await shop.graphql(
    'query($id: ID!) { product(id: $id) { translations(locale: "de") { key value outdated } } }',
    { id },
  );
  expect(after.body.data.product.translations).toEqual([{ key: "title", value: "Regenschuh", outdated: true }]);
});

test("sets alt texts and metafields", async () => {
  const { body } = await shop.graphql(`mutation {
    productUpdateMedia(productId: "gid://shopify/Product/1", media: [{ id: "gid://shopify/MediaImage/100", alt: "Left view" }]) { media { alt } mediaUserErrors { message } }
    metafieldsSet(metafields: [{ ownerId: "gid://shopify/Product/1", namespace: "custom", key: "sole", type: "single_line_text_field", value: "Rubber" }]) { metafields { key value } userErrors { message } }
    fileUpdate(files: [{ id: "gid://shopify/MediaImage/100", alt: "x" }]) { files { alt } }
  }`);
  expect(body.data.productUpdateMedia).toEqual({ media: [{ alt: "Left view" }], mediaUserErrors: [] });
  expect(body.data.metafieldsSet).toEqual({ metafields: [{ key: "sole", value: "Rubber" }], userErrors: [] });
  expect(body.errors[0].message).toContain("`write_files` access scope or `write_themes` access scope");
});

test("tells whether the app embed is on, in the theme's settings", async () => {
  const settings = async () => {
    const { body } = await shop.graphql(
      `{ themes(first: 1, roles: MAIN) { nodes { role files(filenames: ["config/settings_data.json"], first: 1) { nodes { body { ... on OnlineStoreThemeFileBodyText { content } } } } } } }`,
    );
    return body.data.themes.nodes[0].files.nodes[0].body.content;
  };
  expect(await settings()).toMatch(/^\/\*[\s\S]*inhouse\/blocks\/chat-embed[\s\S]*"disabled": false/);
  await shop.control({ embed: { shop: SHOP, enabled: false } });
  expect(await settings()).toContain('"disabled": true');
});

test("withholds protected customer data with errors when told to", async () => {
  await shop.control({ customerData: { shop: SHOP, redacted: true } });
  const { body } = await shop.graphql(
    '{ order(id: "gid://shopify/Order/70") { name email shippingAddress { city } customer { id firstName } } }',
  );
  expect(body.data.order).toEqual({
    name: "#1001",
    email: null,
    shippingAddress: null,
    customer: { id: "gid://shopify/Customer/7", firstName: null },
  });
  expect(body.errors).toHaveLength(3);
});

test("throttles by cost, and fails when told to", async () => {
  const costly = "{ products(first: 250) { nodes { variants(first: 2) { nodes { id } } } } }";
  expect((await shop.graphql(costly)).body.errors[0].extensions.code).toBe("MAX_COST_EXCEEDED");
  const query = "{ products(first: 240) { nodes { variants(first: 1) { nodes { id } } } } }";
  const codes = [];
  for (let call = 0; call < 30 && codes.at(-1) !== "THROTTLED"; call += 1) {
    codes.push((await shop.graphql(query)).body.errors?.[0].extensions.code);
  }
  expect(codes.at(-1)).toBe("THROTTLED");
  await shop.control({ fillBucket: SHOP });
  expect((await shop.graphql(query)).body.errors).toBeUndefined();
  await shop.control({ reset: true });
  await shop.control({ fail: { target: "admin", mode: "throttle", times: 1 } });
  expect((await shop.graphql("{ shop { name } }")).body.errors[0].extensions.code).toBe("THROTTLED");
  await shop.control({ fail: { target: "admin", mode: "error", times: 1 } });
  expect((await shop.graphql("{ shop { name } }")).status).toBe(500);
  expect((await shop.graphql("{ shop { name } }")).body.data.shop.name).toBe("Tiny");
});

test("logs requests with operation and variables", async () => {
  await shop.graphql("query Named($first: Int) { products(first: $first) { nodes { id } } }", { first: 1 });
  const state = await (await fetch(`${shop.origin}/_shopify/control`)).json();
  const asked = state.requests.filter(({ kind }: { kind: string }) => kind === "admin");
  expect(asked.at(-1)).toMatchObject({
    kind: "admin",
    shop: SHOP,
    operation: "Named",
    variables: { first: 1 },
    status: 200,
  });
});

test("serves images and nothing outside of the folder", async () => {
  const { body } = await shop.graphql(
    '{ product(id: "gid://shopify/Product/1") { featuredMedia { preview { image { url } } } } }',
  );
  const image = await fetch(body.data.product.featuredMedia.preview.image.url);
  expect([image.status, image.headers.get("content-type")]).toEqual([200, "image/svg+xml"]);
  expect((await fetch(`${shop.origin}/_shopify/${SHOP}/files/..%2Fshop.json`)).status).toBe(404);
});
