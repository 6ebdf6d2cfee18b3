import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { startCommerceStack, type CommerceStack } from "./commerce-stack";

const stack = vi.hoisted(() => ({ current: null as CommerceStack | null }));

vi.mock("~/shopify.server", () => ({
  adminGraphql: ({ shopId }: ShopContext) => Promise.resolve(stack.current?.client(shopId)),
}));

const SHOP = "linedesk.myshopify.com";
const PRODUCT = "gid://shopify/Product/1";
const OTHER = "lineother.myshopify.com";
const REQUESTS = 16;
/** About half of what comes back in a second. */
const DEAR = {
  text: "{ products(first: 250) { nodes { id seo { title } } } }",
  data: z.object({ products: z.object({}) }),
};

/** Loaded after SHOPIFY_ORIGIN is known, which app/env.server.ts reads once. */
async function loadApp() {
  const [live, query, system, db] = await Promise.all([
    import("~/modules/commerce/get-live-product.server"),
    import("~/modules/commerce/query-admin.server"),
    import("~/modules/tenancy/system-shop.server"),
    import("~/db.server"),
  ]);
  return { ...live, ...query, ...system, ...db };
}

let app: Awaited<ReturnType<typeof loadApp>>;

beforeAll(async () => {
  stack.current = await startCommerceStack(["linedesk", "lineother"]);
  process.env["SHOPIFY_ORIGIN"] = stack.current.origin;
  app = await loadApp();
});

afterAll(async () => {
  await app.closeDatabase();
  await stack.current?.close();
});

/** Asks directly, as another program with the same access would, until there are no points left. */
async function drain(): Promise<void> {
  const ask = stack.current?.client(SHOP);
  for (;;) {
    const answer = JSON.stringify(await ask?.(DEAR.text, {}));
    if (answer.includes("THROTTLED")) return;
  }
}

test("products that are read at once while the points are used up all come", async () => {
  const shop = app.systemShop(SHOP, "test");
  await drain();
  const read = await Promise.all(Array.from({ length: REQUESTS }, () => app.getLiveProduct(shop, PRODUCT)));
  expect(new Set(read.map(({ id }) => id))).toEqual(new Set([PRODUCT]));
});

test("who asked first is answered first, and another shop does not wait", async () => {
  const [shop, other] = [app.systemShop(SHOP, "test"), app.systemShop(OTHER, "test")];
  await drain();
  const order: string[] = [];
  const ask = async (name: string, target: ShopContext) => {
    await app.queryAdmin(target, DEAR);
    order.push(name);
  };
  const names = Array.from({ length: 6 }, (_, n) => String(n));
  await Promise.all([...names.map((name) => ask(name, shop)), ask("other", other)]);
  expect(order).toEqual(["other", ...names]);
});
