import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { closeDatabase, withTenant } from "~/db.server";
import { getCustomerIdentity } from "~/modules/commerce/get-customer-identity.server";
import { streamGoverned } from "~/modules/inference/stream-governed.server";
import { ChatEvent } from "~/modules/support-chat/chat-protocol";
import { exportConversation, listCustomerConversations } from "~/modules/support-chat/export-customer.server";
import { customerHash } from "~/modules/tenancy/customer-hash.server";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { redactCustomer } from "~/modules/privacy/redact-people.server";
import { personalDataHolders } from "~/personal-data.server";
import { scriptedDoor } from "../fakes/scripted-door";
import { asOwner, newShopId } from "./owner";
import {
  ask,
  makeChatShop,
  openChat,
  postBufferedTurn,
  postForget,
  postSession,
  postTurn,
  textOf,
} from "./support-chat-shop";

vi.mock("~/modules/inference/stream-governed.server", () => ({ streamGoverned: vi.fn() }));
vi.mock("~/modules/commerce/get-customer-identity.server", () => ({ getCustomerIdentity: vi.fn() }));

const QUESTION = "How long do I have to return shoes?";
const ANSWER = "You have 45 days from delivery to return shoes.";

const eraseCustomer = (shop: ReturnType<typeof systemShop>, customerId: string) =>
  withTenant(shop, async (tx) =>
    redactCustomer(tx, shop, await customerHash(tx, shop, customerId), personalDataHolders),
  );

let shopId = "";
let otherShopId = "";

beforeAll(async () => {
  [shopId, otherShopId] = [newShopId(), newShopId()];
  await Promise.all([makeChatShop(shopId), makeChatShop(otherShopId)]);
});

beforeEach(() => {
  vi.mocked(getCustomerIdentity).mockResolvedValue({
    id: "7",
    firstName: "Ana",
    lastName: "Lima",
    email: "ana@example.com",
    phone: "",
    addresses: [],
  });
  vi.mocked(streamGoverned).mockImplementation((_shop, request) =>
    scriptedDoor(crypto.randomUUID(), request, [ANSWER]),
  );
});

afterAll(closeDatabase);

describe("a session", () => {
  it("goes on with the same visitor's conversation only", async () => {
    const guest = await openChat(shopId);
    await ask(guest.token, QUESTION);
    const input = { resumeToken: guest.resumeToken };
    expect((await openChat(shopId, null, input)).conversation).toMatchObject({
      id: guest.conversation.id,
      messages: [{ text: QUESTION }, { author: "assistant" }],
    });
    for (const [visitedShop, customerId] of [
      [shopId, "7"],
      [otherShopId, null],
    ] as const) {
      const foreign = await openChat(visitedShop, customerId, input);
      expect(foreign.conversation).toMatchObject({ messages: [] });
      expect(foreign.conversation.id).not.toBe(guest.conversation.id);
    }
    const customer = await openChat(shopId, "7");
    for (const customerId of [null, "8"]) {
      expect((await openChat(shopId, customerId, { resumeToken: customer.resumeToken })).conversation.id).not.toBe(
        customer.conversation.id,
      );
    }
  });

  it("speaks the page's language and says that it is an AI", async () => {
    expect((await openChat(shopId)).greeting).toContain("AI assistant of Alder & Moss");
    const german = await openChat(shopId, null, { locale: "de" });
    expect(german.greeting).toContain("KI-Assistent");
    expect(textOf(await ask(german.token, "Wo ist meine Bestellung?"))).toContain("melden Sie sich");
  });

  it("is refused without Shopify's signature, and with a body that is too large or malformed", async () => {
    const unsigned = new Request(`http://localhost:3000/proxy/session?shop=${shopId}&signature=00`, {
      method: "POST",
      body: "{}",
    });
    const { action } = await import("~/routes/proxy.session");
    expect((await action({ request: unsigned, params: {}, context: {} })).status).toBe(401);
    expect((await postSession(shopId, null, "{")).status).toBe(400);
    expect((await postSession(shopId, null, JSON.stringify({ shop: "evil" }))).status).toBe(400);
    expect((await postSession(shopId, null, "x".repeat(1_000_000))).status).toBe(413);
    expect((await postSession(newShopId(), null, "{}")).status).toBe(404);
  });
});

describe("POST /chat/turn", () => {
  const turn = () => JSON.stringify({ turnId: crypto.randomUUID(), text: "hello" });

  it.each([
    ["no JSON", "{", 400],
    ["no turn id", JSON.stringify({ text: "hi" }), 400],
    ["an empty text", JSON.stringify({ turnId: crypto.randomUUID(), text: "  " }), 400],
    ["a foreign field", JSON.stringify({ turnId: crypto.randomUUID(), text: "hi", shop: "x" }), 400],
    ["2,001 characters", JSON.stringify({ turnId: crypto.randomUUID(), text: "x".repeat(2_001) }), 400],
    ["1 MB", JSON.stringify({ turnId: crypto.randomUUID(), text: "x".repeat(1_000_000) }), 413],
  ])("with %s is refused", async (_what, body, status) => {
    const { token } = await openChat(shopId);
    const response = await postTurn(token, body);
    expect(response.status).toBe(status);
    expect(await response.text()).not.toMatch(/zod|prisma|at .*\.ts/i);
  });

  it("takes bearers only: not a resume token, not a changed or foreign one", async () => {
    const { token, resumeToken } = await openChat(shopId);
    const [body = "", mac = ""] = token.split(".");
    const forged = Buffer.from(Buffer.from(body, "base64url").toString().replace(shopId, otherShopId)).toString(
      "base64url",
    );
    for (const bad of [resumeToken, `${forged}.${mac}`, "", "x.y"])
      expect((await postTurn(bad, turn())).status).toBe(401);
  });

  it("answers its own storefront only", async () => {
    const { token } = await openChat(shopId);
    const own = await postTurn(token, turn(), { origin: "https://shop.example" });
    expect([own.status, own.headers.get("access-control-allow-origin"), own.headers.get("vary")]).toEqual([
      200,
      "https://shop.example",
      "Origin",
    ]);
    await own.text();
    const foreign = await postTurn(token, turn(), { origin: "https://evil.example" });
    expect([foreign.status, foreign.headers.get("access-control-allow-origin")]).toEqual([403, null]);
  });

  it("answers a preflight", async () => {
    const { loader } = await import("~/routes/chat.turn");
    const preflight = loader({
      request: new Request("http://localhost:3000/chat/turn", {
        method: "OPTIONS",
        headers: { origin: "https://shop.example" },
      }),
      params: {},
      context: {},
    });
    expect([
      preflight.status,
      preflight.headers.get("access-control-allow-origin"),
      preflight.headers.get("access-control-allow-headers"),
    ]).toEqual([204, "https://shop.example", "authorization, content-type"]);
  });

  it("finds no conversation that was erased", async () => {
    const { token } = await openChat(shopId, "77");
    const shop = systemShop(shopId, "test");
    await eraseCustomer(shop, "77");
    expect((await postTurn(token, turn())).status).toBe(404);
  });
});

describe("POST /proxy/turn", () => {
  it("answers the same events buffered, to the signed visitor of the token only", async () => {
    const { token } = await openChat(shopId, "7");
    const body = () => ({ token, turnId: crypto.randomUUID(), text: QUESTION });
    const own = await postBufferedTurn(shopId, "7", body());
    expect(textOf(z.array(ChatEvent).parse(await own.json()))).toContain("45 days");
    for (const [visitedShop, customerId] of [
      [shopId, null],
      [shopId, "8"],
      [otherShopId, "7"],
    ] as const) {
      expect((await postBufferedTurn(visitedShop, customerId, body())).status).toBe(401);
    }
  });
});

describe("POST /proxy/forget", () => {
  it("erases the conversation of the signed visitor's token; the next session is a new one", async () => {
    const { token, resumeToken, conversation } = await openChat(shopId, "8");
    await ask(token, QUESTION);
    for (const [visitedShop, customerId] of [
      [shopId, null],
      [shopId, "7"],
      [otherShopId, "8"],
    ] as const) {
      expect((await postForget(visitedShop, customerId, token)).status).toBe(401);
    }
    expect((await postForget(shopId, "8", resumeToken)).status).toBe(401);
    const shop = systemShop(shopId, "test");
    const isThere = () => withTenant(shop, (tx) => tx.conversation.count({ where: { id: conversation.id } }));
    expect(await isThere()).toBe(1);
    expect((await postForget(shopId, "8", token)).status).toBe(204);
    expect((await postForget(shopId, "8", token)).status).toBe(204);
    expect(await isThere()).toBe(0);
    const again = JSON.stringify({ turnId: crypto.randomUUID(), text: QUESTION });
    expect((await postTurn(token, again)).status).toBe(404);
    const next = await openChat(shopId, "8", { resumeToken });
    expect(next.conversation.id).not.toBe(conversation.id);
    expect(next.conversation.messages).toEqual([]);
  });
});

describe("what is stored", () => {
  it("is ciphertext, and gone after the customer asked for it", async () => {
    const { token } = await openChat(shopId, "91");
    await ask(token, QUESTION);
    const rows = await asOwner(async (client) => {
      await client.query("SELECT set_config('app.shop_id', $1, false)", [shopId]);
      const { rows } = await client.query<{ body: Buffer; attachments: Buffer | null }>(
        "SELECT body, attachments FROM message",
      );
      return rows.map(({ body, attachments }) => Buffer.concat([body, attachments ?? Buffer.of()]).toString("latin1"));
    });
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.join()).not.toMatch(/return|shoes|delivery|policy/i);

    const shop = systemShop(shopId, "test");
    const list = () =>
      withTenant(shop, async (tx) => listCustomerConversations(tx, shop, await customerHash(tx, shop, "91")));
    const [id = ""] = await list();
    const exported = await withTenant(shop, (tx) => exportConversation(tx, shop, id));
    expect(exported?.messages.map(({ author, text }) => [author, text])).toEqual([
      ["shopper", QUESTION],
      ["assistant", "You have 45 days from delivery to return shoes. [1]"],
    ]);
    const counts = await eraseCustomer(shop, "91");
    expect(counts).toMatchObject({ "support_chat.conversations": 1, "support_chat.messages": 2 });
    expect(await list()).toEqual([]);
    expect(await withTenant(shop, (tx) => exportConversation(tx, shop, id))).toBeNull();
  });
});
