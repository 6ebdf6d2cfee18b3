import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Job } from "~/modules/jobs/define-job";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { startCommerceStack, type CommerceStack } from "./commerce-stack";

const SHOP = "tiny.myshopify.com";
const OTHER = "other.myshopify.com";
const PRODUCT = "gid://shopify/Product/1";

const queue = vi.hoisted(() => [] as { name: string; payload: unknown; afterS: number | undefined }[]);
const stack = vi.hoisted(() => ({ current: null as CommerceStack | null }));

vi.mock("~/shopify.server", () => ({
  adminGraphql: ({ shopId }: ShopContext) => Promise.resolve(stack.current?.client(shopId)),
}));
vi.mock("~/modules/jobs/enqueue.server", () => ({
  enqueue: (job: Job<unknown>, payload: unknown, options: { afterS?: number } = {}) => {
    queue.push({ name: job.name, payload: job.schema.parse(payload), afterS: options.afterS });
    return Promise.resolve();
  },
}));

/** Loaded after SHOPIFY_ORIGIN is known, which app/env.server.ts reads once. */
async function loadApp() {
  const [
    jobs,
    webhooks,
    request,
    search,
    products,
    texts,
    live,
    update,
    orders,
    identity,
    embed,
    state,
    tenancy,
    one,
    shopProfile,
    save,
    db,
  ] = await Promise.all([
    import("~/modules/knowledge/knowledge-jobs.server"),
    import("~/modules/knowledge/knowledge-webhooks.server"),
    import("~/modules/knowledge/request-catalogue-sync.server"),
    import("~/modules/knowledge/search-knowledge.server"),
    import("~/modules/commerce/list-products.server"),
    import("~/modules/commerce/list-shop-texts.server"),
    import("~/modules/commerce/get-live-product.server"),
    import("~/modules/commerce/update-product-copy.server"),
    import("~/modules/commerce/list-customer-orders.server"),
    import("~/modules/commerce/get-customer-identity.server"),
    import("~/modules/commerce/is-chat-embed-on.server"),
    import("~/modules/commerce/get-catalogue-state.server"),
    import("~/modules/tenancy/system-shop.server"),
    import("~/modules/commerce/get-product.server"),
    import("~/modules/tenancy/get-shop.server"),
    import("~/modules/commerce/save-products.server"),
    import("~/db.server"),
  ]);
  return {
    ...jobs,
    ...webhooks,
    ...request,
    ...search,
    ...products,
    ...texts,
    ...live,
    ...update,
    ...orders,
    ...identity,
    ...embed,
    ...state,
    ...tenancy,
    ...one,
    ...shopProfile,
    ...save,
    ...db,
  };
}

let app: Awaited<ReturnType<typeof loadApp>>;
let shop: ShopContext;
let other: ShopContext;

beforeAll(async () => {
  stack.current = await startCommerceStack();
  process.env["SHOPIFY_ORIGIN"] = stack.current.origin;
  app = await loadApp();
  shop = app.systemShop(SHOP, "test");
  other = app.systemShop(OTHER, "test");
  for (const target of [shop, other]) {
    await app.withTenant(
      target,
      (tx) => tx.$executeRaw`INSERT INTO shop (shop_id) VALUES (${target.shopId}) ON CONFLICT DO NOTHING`,
    );
  }
  await app.requestCatalogueSync(shop);
  await runJobs();
});

afterAll(() => stack.current?.close());

beforeEach(() => {
  queue.length = 0;
});

/** Runs what is in the queue, and what that puts there, without waiting for delays. */
async function runJobs() {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const handler = app.knowledgeHandlers.find((entry) => entry.job.name === next?.name);
    if (!handler) throw new Error(`no handler for ${next.name}`);
    await handler.run(next.payload, new AbortController().signal);
    if (next.name.includes("poll")) await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function deliver(topic: string, payload: unknown, target = shop) {
  const found = app.knowledgeWebhooks.find((entry) => entry.topic === topic);
  if (!found) throw new Error(`no webhook ${topic}`);
  await found.accept(target, payload, "webhook-1");
}

const ask = (query: string, locale = "en", target = shop) => app.searchKnowledge(target, { query, locale, limit: 5 });
const titles = async (target = shop) =>
  (await app.listProducts(target, { first: 50 })).products.map((product) => product.title);

/** Vitest types its matchers as any. */
const containing = (text: string): unknown => expect.stringContaining(text);
const any = (type: unknown): unknown => expect.any(type);

describe("catalogue synchronisation", () => {
  test("brings products, variants, facts, policies, pages and the shop's details here", async () => {
    await expect(app.getCatalogueState(shop)).resolves.toMatchObject({
      state: "done",
      products: 3,
      error: null,
      finishedAt: any(Date),
    });
    await expect(app.getProduct(shop, PRODUCT)).resolves.toMatchObject({
      title: "Rain shoe",
      status: "ACTIVE",
      imageAlt: "A shoe",
      facts: [{ namespace: "custom", key: "material", value: "Recycled nylon" }],
      variants: [
        { title: "41", price: "129.00", available: false },
        { title: "42", available: true },
      ],
    });
    await expect(app.getShop(shop)).resolves.toMatchObject({
      name: "Tiny",
      currency: "EUR",
      country: "NL",
      shipsTo: expect.arrayContaining(["NL"]),
      primaryLocale: "en",
      storefrontUrl: stack.current?.origin,
    });
    await expect(ask("How many days do I have to return something?")).resolves.toMatchObject([
      { kind: "policy", text: "30 days", url: `${stack.current?.origin}/policies/refund-policy` },
    ]);
    expect((await ask("rain shoe material"))[0]).toMatchObject({
      kind: "product",
      title: "Rain shoe",
      url: `${stack.current?.origin}/products/rain-shoe`,
    });
    expect((await ask("rain shoe (de)", "de"))[0]).toMatchObject({ title: "Rain shoe (de)", locale: "de" });
  });

  test("stays the same when it is done again, and forgets what is gone", async () => {
    const before = await app.withTenant(shop, (tx) =>
      tx.knowledgePassage.findMany({ where: { shopId: SHOP }, orderBy: { id: "asc" } }),
    );
    await app.requestCatalogueSync(shop);
    await runJobs();
    const after = await app.withTenant(shop, (tx) =>
      tx.knowledgePassage.findMany({ where: { shopId: SHOP }, orderBy: { id: "asc" } }),
    );
    expect(after).toEqual(before);
    const gone = { ...(await app.getProduct(shop, PRODUCT)), id: "gid://shopify/Product/99", title: "Gone" };
    await app.withTenant(shop, (tx) => app.saveProducts(tx, shop, [gone]));
    await app.requestCatalogueSync(shop);
    await runJobs();
    expect(await titles()).toEqual(["House slipper", "Rain shoe", "Trail boot"]);
  });

  test("asks once while it is under way", async () => {
    await app.requestCatalogueSync(shop);
    await app.requestCatalogueSync(shop);
    expect(queue.map((job) => job.name)).toEqual(["knowledge-sync-catalogue"]);
    await expect(app.getCatalogueState(shop)).resolves.toMatchObject({ state: "running" });
    await runJobs();
  });

  test("collects an export once, whether the message or the poll comes first, and ignores foreign ones", async () => {
    await deliver("BULK_OPERATIONS_FINISH", {
      admin_graphql_api_id: "gid://shopify/BulkOperation/1",
      status: "completed",
    });
    await deliver("BULK_OPERATIONS_FINISH", {
      admin_graphql_api_id: "gid://shopify/BulkOperation/777",
      status: "completed",
    });
    await runJobs();
    await expect(app.getCatalogueState(shop)).resolves.toMatchObject({ state: "done", products: 3 });
  });

  test("shows staff why it failed, and recovers", async () => {
    await fetch(`${stack.current?.origin}/_shopify/control`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ fail: { target: "admin", mode: "error", times: 1 } }),
    });
    await app.requestCatalogueSync(shop);
    await expect(runJobs()).rejects.toMatchObject({ code: "shopify_failed" });
    await expect(app.getCatalogueState(shop)).resolves.toMatchObject({
      state: "failed",
      products: 3,
      error: containing("Shopify"),
    });
    await app.requestCatalogueSync(shop);
    await runJobs();
    await expect(app.getCatalogueState(shop)).resolves.toMatchObject({ state: "done", error: null });
  });
});

describe("product webhooks", () => {
  test("read the product from Shopify, not from the message, in any order and number", async () => {
    await app.updateProductCopy(shop, { productId: PRODUCT, kind: "description", text: "Warm as a marmot." });
    const forged = { id: 1, title: "Forged", body_html: "forged", updated_at: "2099-01-01T00:00:00Z" };
    await deliver("PRODUCTS_UPDATE", forged);
    await deliver("PRODUCTS_CREATE", forged);
    await deliver("PRODUCTS_UPDATE", forged);
    await runJobs();
    await expect(ask("marmot")).resolves.toMatchObject([{ title: "Rain shoe", text: "Warm as a marmot." }]);
    expect(await titles()).not.toContain("Forged");
  });

  test("an older version never replaces a newer one", async () => {
    const current = await app.getProduct(shop, PRODUCT);
    await app.withTenant(shop, (tx) =>
      app.saveProducts(tx, shop, [{ ...current, title: "Stale", updatedAt: "2020-01-01T00:00:00Z", variants: [] }]),
    );
    await expect(app.getProduct(shop, PRODUCT)).resolves.toEqual(current);
  });

  test("a deleted product leaves mirror and index; a message about an unknown one does nothing", async () => {
    await deliver("PRODUCTS_DELETE", { id: 3 });
    await deliver("PRODUCTS_DELETE", { id: 3 });
    await deliver("PRODUCTS_UPDATE", { id: 4711 });
    await runJobs();
    expect(await titles()).toEqual(["Rain shoe", "Trail boot"]);
    await expect(ask("slipper")).resolves.toEqual([]);
    await deliver("PRODUCTS_UPDATE", { id: 3 });
    await runJobs();
    expect(await titles()).toContain("House slipper");
  });

  test.each([{}, { id: "1 OR 2" }, null, "x"])("refuse a payload of another form: %j", async (payload) => {
    await expect(deliver("PRODUCTS_UPDATE", payload)).rejects.toThrow();
    expect(queue).toEqual([]);
  });
});

describe("product copy", () => {
  test("is published, escaped, and shown by the mirror at once", async () => {
    const result = await app.updateProductCopy(shop, {
      productId: PRODUCT,
      kind: "description",
      text: "Dry & <b>warm</b>\n\n- light",
    });
    expect(result).toEqual({ ok: true, updatedAt: any(String) });
    const html = "<p>Dry &amp; &lt;b&gt;warm&lt;/b&gt;</p>\n<ul><li>light</li></ul>";
    expect((await app.getLiveProduct(shop, PRODUCT)).descriptionHtml).toBe(html);
    expect((await app.getProduct(shop, PRODUCT)).descriptionHtml).toBe(html);
  });

  test("each field is changed alone", async () => {
    await app.updateProductCopy(shop, { productId: PRODUCT, kind: "seo_title", text: "A title" });
    await app.updateProductCopy(shop, { productId: PRODUCT, kind: "seo_description", text: "A description" });
    await app.updateProductCopy(shop, { productId: PRODUCT, kind: "image_alt", text: "A shoe in the rain" });
    await expect(app.getProduct(shop, PRODUCT)).resolves.toMatchObject({
      seoTitle: "A title",
      seoDescription: "A description",
      imageAlt: "A shoe in the rain",
      title: "Rain shoe",
    });
  });

  test("Shopify's no reaches the merchant in words", async () => {
    await expect(
      app.updateProductCopy(shop, { productId: PRODUCT, kind: "seo_title", text: "x".repeat(71) }),
    ).resolves.toEqual({
      ok: false,
      reason: "rejected",
      messages: [expect.stringContaining("too long")],
    });
    await expect(
      app.updateProductCopy(shop, { productId: "gid://shopify/Product/4711", kind: "description", text: "x" }),
    ).resolves.toMatchObject({ ok: false });
  });
});

describe("customers", () => {
  test("see their own orders and nobody else's", async () => {
    const orders = await app.listCustomerOrders(shop, "7", { first: 5 });
    expect(orders).toMatchObject([
      {
        name: "#1001",
        step: "received",
        total: { amount: "263.00", currency: "EUR" },
        lines: [{ title: "Rain shoe", quantity: 2 }],
      },
    ]);
    await expect(app.listCustomerOrders(shop, "4711", { first: 5 })).resolves.toEqual([]);
    await expect(app.listCustomerOrders(shop, "7 OR 8", { first: 5 })).rejects.toMatchObject({ code: "bad_request" });
  });

  test("an order that Shopify answers by mistake is dropped", async () => {
    const real = stack.current;
    if (!real) throw new Error("not started");
    const swap: CommerceStack["client"] =
      (shopId) =>
      async (query, variables): Promise<unknown> =>
        JSON.parse(
          JSON.stringify(await real.client(shopId)(query, variables)).replaceAll(
            '"customer":{"id":"gid://shopify/Customer/7"}',
            '"customer":{"id":"gid://shopify/Customer/8"}',
          ),
        );
    stack.current = { ...real, client: swap };
    await expect(app.listCustomerOrders(shop, "7", { first: 5 })).resolves.toEqual([]);
    stack.current = real;
  });

  test("are known by name and address for redaction", async () => {
    await expect(app.getCustomerIdentity(shop, "7")).resolves.toMatchObject({
      firstName: "Ana",
      lastName: "Lima",
      email: "ana@example.com",
      addresses: [expect.stringContaining("Street 1")],
    });
    await expect(app.getCustomerIdentity(shop, "4711")).resolves.toBeNull();
  });
});

describe("the shop", () => {
  test("the chat embed's switch is read from the theme", async () => {
    await expect(app.isChatEmbedOn(shop)).resolves.toBe(true);
    await expect(app.isChatEmbedOn(other)).resolves.toBe(false);
  });

  test("lists its policies and pages", async () => {
    await expect(app.listShopTexts(shop)).resolves.toMatchObject([
      { kind: "policy", title: "Refunds" },
      { kind: "page", title: "About" },
    ]);
  });

  test("lists products by page and search", async () => {
    const first = await app.listProducts(shop, { first: 2 });
    const rest = await app.listProducts(shop, { first: 2, after: first.endCursor });
    expect([...first.products, ...rest.products].map((product) => product.title)).toEqual([
      "House slipper",
      "Rain shoe",
      "Trail boot",
    ]);
    expect(rest.endCursor).toBeNull();
    await expect(app.listProducts(shop, { first: 5, search: "t-2-41" })).resolves.toMatchObject({
      products: [{ title: "Trail boot" }],
    });
    await expect(app.listProducts(shop, { first: 5, after: "nonsense" })).rejects.toMatchObject({
      code: "bad_request",
    });
  });

  test("another shop sees nothing of it", async () => {
    expect(await titles(other)).toEqual([]);
    await expect(app.getProduct(other, PRODUCT)).rejects.toMatchObject({ code: "not_found" });
    await expect(ask("rain shoe", "en", other)).resolves.toEqual([]);
    await expect(app.getCatalogueState(other)).resolves.toMatchObject({ state: "never", products: 0 });
  });
});

test("business secrets are neither kept here nor, beyond one released namespace, even sent by Shopify", async () => {
  const stored = JSON.stringify(
    await app.withTenant(shop, async (tx) => [await tx.product.findMany(), await tx.knowledgePassage.findMany()]),
  );
  expect(stored).not.toContain("CANARY");
  const sent = stack.current?.answers.join("\n") ?? "";
  expect(sent).toContain("Rain shoe");
  expect(sent.match(/CANARY-(?!COST)[A-Z-]+/g)).toBeNull();
});
