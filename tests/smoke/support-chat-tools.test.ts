import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { closeDatabase, withTenant } from "~/db.server";
import { diagnoseEndpoint } from "~/modules/inference/diagnose-endpoint.server";
import { getCallRecord } from "~/modules/inference/get-call-record.server";
import { closeModelClients } from "~/modules/inference/model-client.server";
import { saveEndpoint } from "~/modules/inference/save-endpoint.server";
import { textPassages } from "~/modules/knowledge/text-passages";
import { writePassages } from "~/modules/knowledge/write-passages.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { updateShopSettings } from "~/modules/tenancy/shop-settings.server";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { newShopId } from "../integration/owner";
import { ask, eventOf, openChat, textOf } from "../integration/support-chat-shop";
import { startWireTap, type WireTap } from "../support/wire-tap";

// A guest has neither; without this the shop's own API would have to be there.
vi.mock("~/modules/commerce/list-customer-orders.server", () => ({ listCustomerOrders: vi.fn() }));
vi.mock("~/modules/commerce/get-customer-identity.server", () => ({ getCustomerIdentity: vi.fn() }));

const { INFERENCE_API_KEY: apiKey = "", INFERENCE_MODEL: model = "" } = process.env;
const QUESTION = "How long do I have to return shoes?";
const ANSWER = "You can return unworn shoes within 45 days of delivery. [1]";
/** On a machine that is busy otherwise a server can seem to be away; the shop's own words then answer, and nothing is to be seen of it. */
const BUSY_MACHINE_RETRIES = 2;

const Body = z.object({ tools: z.unknown().optional(), messages: z.array(z.looseObject({ role: z.string() })) });
const Piece = z.object({
  index: z.number(),
  function: z.object({ name: z.string().optional(), arguments: z.string() }),
});
const Usage = z.object({
  prompt_tokens: z.number(),
  prompt_tokens_details: z.object({ cached_tokens: z.number() }),
});
const Chunk = z.object({
  usage: Usage.optional(),
  choices: z.array(
    z.object({ delta: z.object({ tool_calls: z.array(Piece).optional() }), finish_reason: z.string().nullable() }),
  ),
});
const Written = z.object({
  tool_calls: z.tuple([z.object({ function: z.object({ name: z.string(), arguments: z.string() }) })]),
});

afterAll(async () => {
  await closeModelClients();
  await closeDatabase();
});

/** A shop that says one thing, and whose model server is examined as the Models page does it. */
async function openShop(tap: WireTap): Promise<ShopContext> {
  const shop = systemShop(newShopId(), "test");
  const url = "https://shop.example";
  await withTenant(
    shop,
    (tx) =>
      tx.$executeRaw`INSERT INTO shop (shop_id, name, currency, storefront_url) VALUES (${shop.shopId}, 'Alder', 'EUR', ${url})`,
  );
  const html = "<p>You can return unworn shoes within 45 days of delivery.</p>";
  const id = "gid://shopify/ShopPolicy/1";
  const page = { id, kind: "policy", title: "Refund policy", url: `${url}/refund`, html, locale: "en" } as const;
  await withTenant(shop, (tx) => writePassages(tx, shop, [id], textPassages(page)));
  await saveEndpoint(shop, { name: "llama.cpp", baseUrl: tap.baseUrl, model, apiKey });
  return shop;
}

async function visit(shop: ShopContext): Promise<void> {
  const row = await withTenant(shop, (tx) => tx.modelEndpoint.findFirstOrThrow({ where: { shopId: shop.shopId } }));
  for await (const _ of diagnoseEndpoint(shop, row.id, AbortSignal.timeout(100_000)));
}

async function askGuest(shop: ShopContext, tap: WireTap) {
  tap.calls.length = 0;
  const { token } = await openChat(shop.shopId);
  return ask(token, QUESTION);
}

const chunksOf = (response = "") =>
  response
    .split("\n\n")
    .filter((block) => block.startsWith("data: {"))
    .map((block) => Chunk.parse(JSON.parse(block.slice(6))));

/** The choices of a streamed answer, chunk by chunk. */
const choicesOf = (response = "") => chunksOf(response).flatMap(({ choices }) => choices);

const bodiesOf = ({ calls }: WireTap) => calls.map(({ request }) => Body.parse(JSON.parse(request)));

describe("a model that calls tools, on the real llama.cpp", { retry: BUSY_MACHINE_RETRIES }, () => {
  let tap: WireTap;
  let shop: ShopContext;

  beforeAll(async () => {
    tap = await startWireTap(process.env["TOOLS_BASE_URL"] ?? "");
    shop = await openShop(tap);
    await visit(shop);
  });
  afterAll(() => tap.close());

  it("is let look for itself once the doctor has seen it, and answers from what it found", async () => {
    const events = await askGuest(shop, tap);
    expect(textOf(events)).toBe(ANSWER);
    expect(eventOf(events, "done").status).toBe("complete");
    const [first, second] = bodiesOf(tap);
    expect(first?.tools).toHaveLength(5);
    expect(second?.messages.map(({ role }) => role)).toEqual(["system", "user", "assistant", "tool"]);
    expect(second?.messages.at(-1)?.["content"]).toMatch(/within 45 days[\s\S]*END /);
  });

  it("reads the turn's prompt once: in the second round only what is new", async () => {
    await askGuest(shop, tap);
    const [first, second] = tap.calls.map(({ response }) => chunksOf(response).at(-1)?.usage);
    expect(second?.prompt_tokens_details.cached_tokens).toBeGreaterThan((first?.prompt_tokens ?? Infinity) * 0.9);
  });

  it("writes its call in pieces, which are put together and recorded as they came", async () => {
    await askGuest(shop, tap);
    const [first] = tap.calls;
    const choices = choicesOf(first?.response);
    const pieces = choices.flatMap(({ delta }) => delta.tool_calls ?? []);
    expect(pieces.length).toBeGreaterThan(3);
    expect(choices.at(-1)?.finish_reason).toBe("tool_calls");
    const records = await recordsOf(shop, tap.calls.length);
    expect(records.map(({ request }) => request)).toEqual(tap.calls.map(({ request }) => request));
    expect(records.map(({ state }) => state)).toEqual(tap.calls.map(() => "complete"));
    expect(records[0]).toMatchObject({ finishReason: "tool_calls" });
    const [written] = Written.parse(JSON.parse(records[0]?.response ?? "")).tool_calls;
    expect(written.function).toEqual({
      name: pieces.map((piece) => piece.function.name ?? "").join(""),
      arguments: pieces.map((piece) => piece.function.arguments).join(""),
    });
  });
});

describe("a model that cannot call tools, on the real llama.cpp", { retry: BUSY_MACHINE_RETRIES }, () => {
  it("is answered for in the shop's own words when the merchant wants tools all the same", async () => {
    const tap = await startWireTap(process.env["INFERENCE_BASE_URL"] ?? "");
    try {
      const shop = await openShop(tap);
      await updateShopSettings(shop, { chatStrategy: "tools" });
      expect(textOf(await askGuest(shop, tap))).toBe(ANSWER);
      expect(bodiesOf(tap)).toHaveLength(1);
      expect(choicesOf(tap.calls[0]?.response).flatMap(({ delta }) => delta.tool_calls ?? [])).toEqual([]);
    } finally {
      await tap.close();
    }
  });
});

/** The shop's last records of chats, oldest first. */
async function recordsOf(shop: ShopContext, count: number) {
  const rows = await withTenant(shop, (tx) =>
    tx.modelCall.findMany({
      where: { shopId: shop.shopId, purpose: "chat" },
      orderBy: { createdAt: "desc" },
      take: count,
      select: { id: true },
    }),
  );
  return Promise.all(rows.reverse().map(({ id }) => getCallRecord(shop, id)));
}
