import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { ReceivedRequest } from "../fakes/scripted-model";
import { escapesAnywhere, secretsIn, type HostileCase } from "../hostile/hostile-case";
import { HOSTILE_CASES } from "../hostile/hostile-cases";
import { startCommerceStack, type CommerceStack } from "./commerce-stack";
import { makeCopyShop, type CopyShop } from "./product-copy-shop";

const PRODUCT = "gid://shopify/Product/1";
const TIMEOUT_MS = 300_000;
/** Each draft asks the store and writes rows. The release gate and the chat are tried with every case; here the first of each kind and a share of the others. */
const SHARE = 8;
const CASES = HOSTILE_CASES.filter(
  ({ kind }, index) => index % SHARE === 0 || HOSTILE_CASES.findIndex((other) => other.kind === kind) === index,
);
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
  await copy.app.getLiveProduct(copy.shop, PRODUCT);
});
afterAll(async () => {
  await copy.app.closeDatabase();
  await copy.model.close();
  await stack.current?.close();
});

const systemOf = ({ body }: ReceivedRequest) => body?.messages?.find(({ role }) => role === "system")?.content ?? "";

/** Asks for one draft; gives what staff see while it streams in, what is kept, and the model's instructions. */
async function draftOf(hostile: HostileCase) {
  let system = "";
  copy.model.script((request) => {
    system = systemOf(request);
    return [{ text: hostile.says(secretsIn(system)).split("") }];
  });
  const shown: string[] = [];
  let draftId = "";
  const input = { productId: PRODUCT, kind: "description" } as const;
  for await (const event of copy.app.streamDraft(copy.shop, input, new AbortController().signal)) {
    if (event.type === "draft") draftId = event.draftId;
    if (event.type === "text") shown.push(event.text);
  }
  const { text } = await copy.app.getDraft(copy.shop, draftId);
  return { hostile, shown, text, secrets: secretsIn(system) };
}

test(
  "a hostile model gets nothing into a draft, and the draft is never empty",
  async () => {
    const drafts = [];
    for (const hostile of CASES) drafts.push(await draftOf(hostile));
    const escaped = drafts.filter(
      ({ hostile, shown, text, secrets }) =>
        escapesAnywhere(hostile, shown, secrets) || escapesAnywhere(hostile, [text], secrets),
    );
    expect(escaped.map(({ hostile, text }) => `${hostile.kind}: ${hostile.name} → ${text}`)).toEqual([]);
    expect(drafts.filter(({ text }) => text.trim().length < 10).map(({ hostile }) => hostile.name)).toEqual([]);
  },
  TIMEOUT_MS,
);
