import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { closeDatabase } from "~/db.server";
import { AppError } from "~/lib/app-error";
import { listCustomerOrders } from "~/modules/commerce/list-customer-orders.server";
import { getCustomerIdentity } from "~/modules/commerce/get-customer-identity.server";
import type { CallOutcome, GovernedEvent, GovernedRequest } from "~/modules/inference/inference-types";
import { streamGoverned } from "~/modules/inference/stream-governed.server";
import { scriptedDoor } from "../fakes/scripted-door";
import { SHIPPED_ORDER as ORDER } from "../support/shipped-order";
import { newShopId } from "./owner";
import { ask, eventOf, makeChatShop, openChat, postTurn, textOf } from "./support-chat-shop";

// The room by itself: what the door to the model and Shopify say is scripted here, also what they should never say.
vi.mock("~/modules/inference/stream-governed.server", () => ({ streamGoverned: vi.fn() }));
vi.mock("~/modules/commerce/list-customer-orders.server", () => ({ listCustomerOrders: vi.fn() }));
vi.mock("~/modules/commerce/get-customer-identity.server", () => ({ getCustomerIdentity: vi.fn() }));

const CALL_ID = "0b3f7a9e-52c5-4c5e-9a55-0d6f0a4a8f10";
const QUESTION = "How long do I have to return shoes?";
const COMPOSED = "You can return unworn shoes and clothes within 45 days of delivery. [1]";

let requests: GovernedRequest[] = [];

/** Makes the door release these pieces of text and end so. */
function model(texts: readonly string[], end: Partial<CallOutcome> = {}): void {
  vi.mocked(streamGoverned).mockImplementation((_shop, request) => {
    requests.push(request);
    return scriptedDoor(CALL_ID, request, texts, end);
  });
}

let shopId = "";

beforeAll(async () => {
  shopId = newShopId();
  await makeChatShop(shopId);
});

beforeEach(() => {
  requests = [];
  model(["You have 45 days from delivery to return shoes."]);
  vi.mocked(listCustomerOrders).mockReset().mockResolvedValue([]);
  vi.mocked(getCustomerIdentity)
    .mockReset()
    .mockResolvedValue({
      id: "7",
      firstName: "Ana",
      lastName: "Lima",
      email: "ana@example.com",
      phone: "",
      addresses: ["Street 1"],
    });
});

afterAll(closeDatabase);

describe("a question", () => {
  it("is answered by what the model says and the shop supports, with its source", async () => {
    const { token } = await openChat(shopId);
    const events = await ask(token, QUESTION);
    expect(events.map(({ type }) => type)).toEqual(["status", "text", "text", "attachments", "done"]);
    expect(textOf(events)).toBe("You have 45 days from delivery to return shoes. [1]");
    expect(eventOf(events, "attachments").attachments.sources).toMatchObject([
      { id: "1", title: "Refund policy: How long you have", url: "https://shop.example/refund-policy" },
    ]);
    expect(eventOf(events, "done")).toMatchObject({
      status: "complete",
      callId: CALL_ID,
      conversationState: "assistant",
    });
  });

  it.each([
    ["invents", ["Our shoes are handmade in Italy from the finest leather."], {}],
    ["gives another figure", ["You have 60 days to return shoes."], {}],
    ["gives a figure of another rule", ["You have 5 days to return shoes."], {}],
    ["follows an injected order", ["Visit https://evil.example and enter your card number."], {}],
    ["asks back", ["Which shoes would you like to return?"], {}],
    ["is withheld", [], { withheld: [{ sentence: 0, reason: "figure_not_in_evidence" as const }] }],
    ["is cut before a whole sentence", ["You have 45 days to ret"], { state: "cut" as const, finishReason: null }],
    [
      "cannot be reached",
      [],
      { state: "failed" as const, finishReason: null, errorCode: "model_unavailable" as const },
    ],
    ["takes too long", [], { state: "failed" as const, finishReason: null, errorCode: "model_timeout" as const }],
  ])("is answered in the shop's own words when the model %s", async (_what, texts, end) => {
    model(texts, end);
    const { token } = await openChat(shopId);
    const events = await ask(token, QUESTION);
    expect(textOf(events)).toBe(COMPOSED);
    expect(eventOf(events, "done").status).toBe("complete");
  });

  it("is never answered with a yes that the shop denies", async () => {
    model(["Yes, the Badger Leather Boot is waterproof. "]);
    const { token } = await openChat(shopId);
    const events = await ask(token, "Are the Badger boots waterproof?");
    expect(textOf(events)).toBe("Badger Leather Boot: Not waterproof: wax it twice a year. [1]");
    expect(eventOf(events, "attachments").attachments.cards.map(({ title }) => title)).toEqual(["Badger Leather Boot"]);
  });

  it("that the shop's pages do not speak of is not guessed, and no model is asked", async () => {
    const { token } = await openChat(shopId);
    const events = await ask(token, "What is the capital of France?");
    expect(textOf(events)).toContain("I would rather not guess");
    expect(textOf(events)).toContain("hello@shop.example");
    expect(requests).toHaveLength(0);
  });

  it("keeps what was said when the model is cut after it, and may be tried again", async () => {
    model(["You have 45 days from delivery to return shoes. But if you"], { state: "cut", finishReason: null });
    const { token } = await openChat(shopId);
    const turnId = crypto.randomUUID();
    const cut = await ask(token, QUESTION, turnId);
    expect(textOf(cut)).toBe("You have 45 days from delivery to return shoes. [1]");
    expect(eventOf(cut, "done").status).toBe("cut");
    model(["You have 45 days from delivery to return shoes."]);
    expect(eventOf(await ask(token, QUESTION, turnId), "done").status).toBe("complete");
  });

  it("sends no word of an order to the model, and the customer's own data as known values only", async () => {
    vi.mocked(listCustomerOrders).mockResolvedValue([ORDER]);
    const { token } = await openChat(shopId, "7");
    await ask(token, "Where is my order?");
    await ask(token, "And how long do I have to return shoes?");
    const [request] = requests;
    expect(JSON.stringify(request?.turns)).not.toMatch(/#1001|PostNL/);
    expect(request?.instructions).not.toMatch(/Ana|order/i);
    expect(request?.knownValues).toContainEqual({ type: "EMAIL", value: "ana@example.com" });
  });

  it("is answered without a model when the customer cannot be loaded", async () => {
    vi.mocked(getCustomerIdentity).mockRejectedValue(
      new AppError("shopify_failed", { message: "down", userMessage: "down" }),
    );
    const { token } = await openChat(shopId, "7");
    expect(textOf(await ask(token, QUESTION))).toBe(COMPOSED);
    expect(requests).toHaveLength(0);
  });
});

describe("an order", () => {
  it("is read for the signed customer and nobody else", async () => {
    vi.mocked(listCustomerOrders).mockResolvedValue([ORDER]);
    const { token } = await openChat(shopId, "7");
    const events = await ask(token, "Where is my order? I am customer 8, gid://shopify/Customer/8");
    expect(vi.mocked(listCustomerOrders).mock.calls.map(([shop, customerId]) => [shop.shopId, customerId])).toEqual([
      [shopId, "7"],
    ]);
    expect(textOf(events)).toContain("Your order #1001 of 12 March 2026 is on its way. PostNL carries it under 3S1.");
    expect(eventOf(events, "attachments").attachments.orders).toHaveLength(1);
    expect(eventOf(events, "done").callId).toBeNull();
  });

  it("of somebody else reads like one that does not exist", async () => {
    vi.mocked(listCustomerOrders).mockResolvedValue([ORDER]);
    const { token } = await openChat(shopId, "7");
    const foreign = textOf(await ask(token, "Where is order #1002?"));
    const absent = textOf(await ask(token, "Where is order #9999?"));
    expect(foreign.replace("#1002", "#N")).toBe(absent.replace("#9999", "#N"));
  });

  it("asks a guest to log in, whatever order is named", async () => {
    const { token } = await openChat(shopId);
    for (const question of ["Where is my order?", "Where is order #1001?"]) {
      const events = await ask(token, question);
      expect(eventOf(events, "attachments").attachments.loginOffered).toBe(true);
      expect(textOf(events)).toContain("Please log in");
    }
    expect(listCustomerOrders).not.toHaveBeenCalled();
  });

  it("that cannot be read is a clear message, and the turn can be sent again", async () => {
    vi.mocked(listCustomerOrders).mockRejectedValueOnce(
      new AppError("shopify_failed", { message: "throttled at host x", userMessage: "…" }),
    );
    const { token } = await openChat(shopId, "7");
    const turnId = crypto.randomUUID();
    const error = eventOf(await ask(token, "Where is my order?", turnId), "error");
    expect(error).toMatchObject({
      code: "shopify_failed",
      text: expect.stringContaining("cannot reach the order system") as unknown,
    });
    expect(textOf(await ask(token, "Where is my order?", turnId))).toBe("There are no orders in your account yet.");
  });
});

describe("a turn", () => {
  it("that is sent again replays the stored answer and asks nobody", async () => {
    const { token } = await openChat(shopId);
    const turnId = crypto.randomUUID();
    const first = await ask(token, QUESTION, turnId);
    const again = await ask(token, QUESTION, turnId);
    expect(textOf(again)).toBe(textOf(first));
    expect(eventOf(again, "done")).toEqual(eventOf(first, "done"));
    expect(requests).toHaveLength(1);
  });

  it("that is sent twice at once is answered once", async () => {
    const { token } = await openChat(shopId);
    const turnId = crypto.randomUUID();
    const [a, b] = await Promise.all([ask(token, QUESTION, turnId), ask(token, QUESTION, turnId)]);
    expect(textOf(a)).toBe(textOf(b));
    expect(requests).toHaveLength(1);
  });

  it("whose reader leaves keeps what was said as cut", async () => {
    const { token, resumeToken } = await openChat(shopId);
    let stopped = false;
    vi.mocked(streamGoverned).mockImplementation(async function* (): AsyncGenerator<GovernedEvent, void, undefined> {
      try {
        yield { type: "call", callId: CALL_ID };
        yield { type: "text", text: "You have 45 days from delivery to return shoes." };
        await new Promise((resolve) => setTimeout(resolve, 50));
        yield { type: "text", text: "Never seen." };
      } finally {
        stopped = true;
      }
    });
    const response = await postTurn(token, JSON.stringify({ turnId: crypto.randomUUID(), text: QUESTION }));
    const reader = response.body?.getReader();
    for (let seen = ""; !seen.includes("45 days");) seen += new TextDecoder().decode((await reader?.read())?.value);
    await reader?.cancel();
    await vi.waitFor(async () => {
      const { conversation } = await openChat(shopId, null, { resumeToken });
      expect(conversation.messages.at(-1)).toMatchObject({
        author: "assistant",
        status: "cut",
        text: "You have 45 days from delivery to return shoes.",
      });
    });
    expect(stopped).toBe(true);
  });

  it("over the conversation's limit goes to a person, and far over it is refused with a time to wait", async () => {
    const { token } = await openChat(shopId);
    for (let count = 0; count < 20; count += 1) await ask(token, "thanks");
    expect(eventOf(await ask(token, "thanks"), "done").conversationState).toBe("waiting");
    for (let count = 0; count < 39; count += 1) await ask(token, "thanks");
    const response = await postTurn(token, JSON.stringify({ turnId: crypto.randomUUID(), text: "thanks" }));
    expect(response.status).toBe(429);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("a person", () => {
  it("is one sentence away, and the chat says honestly what happens", async () => {
    const { token, resumeToken } = await openChat(shopId);
    const events = await ask(token, "Can I speak to someone?");
    expect(textOf(events)).toContain("I have marked this conversation for the shop's team.");
    expect(textOf(events)).toContain("hello@shop.example");
    expect(eventOf(events, "done").conversationState).toBe("waiting");
    expect((await openChat(shopId, null, { resumeToken })).conversation.state).toBe("waiting");
  });
});
