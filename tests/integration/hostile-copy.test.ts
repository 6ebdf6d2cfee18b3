import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { ReceivedRequest, Step } from "../fakes/scripted-model";
import { escapesAnywhere, secretsIn, type HostileCase } from "../hostile/hostile-case";
import { HOSTILE_CASES } from "../hostile/hostile-cases";
import { startCommerceStack, type CommerceStack } from "./commerce-stack";
import { makeCopyShop, SHOP, type CopyShop } from "./product-copy-shop";

/** Products of the store, by whose titles the model's requests are told apart: a product has one draft at a time. */
const PRODUCTS = [
  { id: "gid://shopify/Product/1", title: "Rain shoe" },
  { id: "gid://shopify/Product/2", title: "Trail boot" },
  { id: "gid://shopify/Product/3", title: "House slipper" },
] as const;
const DRAFTS_A_BUCKET = 20;
const TIMEOUT_MS = 600_000;
const stack = vi.hoisted(() => ({ current: null as CommerceStack | null }));

vi.mock("~/shopify.server", () => ({
  adminGraphql: ({ shopId }: ShopContext) => Promise.resolve(stack.current?.client(shopId)),
}));

let copy: CopyShop;

beforeAll(async () => {
  stack.current = await startCommerceStack(["copydesk", "copyother"]);
  copy = await makeCopyShop(stack.current);
  const { updateShopSettings } = await import("~/modules/tenancy/shop-settings.server");
  await updateShopSettings(copy.shop, { requestLimitPerMinute: { conversation: 600, shop: 10_000 } });
  // The dev store builds Shopify's schema at its first request and answers nobody meanwhile.
  await copy.app.getLiveProduct(copy.shop, PRODUCTS[0].id);
});
afterAll(async () => {
  await copy.app.closeDatabase();
  await copy.model.close();
  await stack.current?.close();
});

/** What the model says next, by the title of the product that it is asked about. */
const next = new Map<string, (request: ReceivedRequest) => readonly Step[]>();

const contentOf = ({ body }: ReceivedRequest, role: string) =>
  body?.messages?.findLast((message) => message.role === role)?.content ?? "";

function answer(request: ReceivedRequest): readonly Step[] {
  const title = PRODUCTS.map((product) => product.title).find((each) => contentOf(request, "user").includes(each));
  return next.get(title ?? "")?.(request) ?? [];
}

/** Asks for one draft; gives what staff see while it streams in, what is kept, and the model's instructions. */
async function draftOf(hostile: HostileCase, { id: productId, title }: (typeof PRODUCTS)[number]) {
  let secrets = secretsIn("");
  next.set(title, (request) => {
    secrets = secretsIn(contentOf(request, "system"));
    // The release gate is tried with every cut; here each answer comes in a few.
    return [{ text: hostile.says(secrets).match(/.{1,5}/gsu) ?? [] }];
  });
  const shown: string[] = [];
  let draftId = "";
  const input = { productId, kind: "description" } as const;
  for await (const event of copy.app.streamDraft(copy.shop, input, new AbortController().signal)) {
    if (event.type === "draft") draftId = event.draftId;
    if (event.type === "text") shown.push(event.text);
  }
  const { text } = await copy.app.getDraft(copy.shop, draftId);
  return { hostile, shown, text, secrets };
}

type Drafted = Awaited<ReturnType<typeof draftOf>>;

/** Reading a product for a draft costs points, and a shop gets 1,000 a second: the model is tried here, not Shopify's patience. */
async function fillBucket(): Promise<void> {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ fillBucket: SHOP });
  await fetch(`${stack.current?.origin}/_shopify/control`, { method: "POST", headers, body });
}

/** One draft after the other of each product, the products at once. */
async function draftAll(cases: readonly HostileCase[]): Promise<Drafted[]> {
  copy.model.script(answer);
  const waiting = [...cases];
  const lanes = PRODUCTS.map(async (product) => {
    const drafts: Drafted[] = [];
    for (let hostile = waiting.shift(); hostile; hostile = waiting.shift()) {
      if (waiting.length % DRAFTS_A_BUCKET === 0) await fillBucket();
      drafts.push(await draftOf(hostile, product));
    }
    return drafts;
  });
  return (await Promise.all(lanes)).flat();
}

test(
  "a hostile model gets nothing into a draft, and the draft is never empty",
  async () => {
    const drafts = await draftAll(HOSTILE_CASES);
    expect(drafts.map(({ secrets }) => secrets.canary)).not.toContain("no canary");
    const escaped = drafts.filter(
      ({ hostile, shown, text, secrets }) =>
        escapesAnywhere(hostile, shown, secrets) || escapesAnywhere(hostile, [text], secrets),
    );
    expect(escaped.map(({ hostile, text }) => `${hostile.kind}: ${hostile.name} → ${text}`)).toEqual([]);
    expect(drafts.filter(({ text }) => text.trim().length < 10).map(({ hostile }) => hostile.name)).toEqual([]);
  },
  TIMEOUT_MS,
);
