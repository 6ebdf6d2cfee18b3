import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { closeDatabase, withTenant } from "~/db.server";
import { getCustomerIdentity } from "~/modules/commerce/get-customer-identity.server";
import { listCustomerOrders } from "~/modules/commerce/list-customer-orders.server";
import { saveProducts } from "~/modules/commerce/save-products.server";
import { forgetCallEndpoints } from "~/modules/inference/call-profile.server";
import { getCallRecord } from "~/modules/inference/get-call-record.server";
import { closeModelClients } from "~/modules/inference/model-client.server";
import { saveEndpoint } from "~/modules/inference/save-endpoint.server";
import { updateShopSettings } from "~/modules/tenancy/shop-settings.server";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { callTools, toolCall } from "../fakes/call-tools";
import { startScriptedModel, type ChatBody, type Script, type ScriptedModel, type Step } from "../fakes/scripted-model";
import { PRODUCTS } from "./knowledge-corpus";
import { newShopId } from "./owner";
import { ask, eventOf, makeChatShop, openChat, textOf } from "./support-chat-shop";

vi.mock("~/modules/commerce/list-customer-orders.server", () => ({ listCustomerOrders: vi.fn() }));
vi.mock("~/modules/commerce/get-customer-identity.server", () => ({ getCustomerIdentity: vi.fn() }));

const QUESTION = "How long do I have to return shoes?";
const TRUE_ANSWER = "You have 45 days from delivery to return shoes.";
const COMPOSED = "You can return unworn shoes and clothes within 45 days of delivery. [1]";
const SEARCH = toolCall("search_knowledge", { query: "return shoes" });

let model: ScriptedModel;
let shopId = "";

beforeAll(async () => {
  model = await startScriptedModel();
  shopId = newShopId();
  await makeChatShop(shopId);
  const shop = systemShop(shopId, "test");
  await saveEndpoint(shop, { name: "server", baseUrl: model.baseUrl, model: "m", apiKey: "" });
  await choose({ tools: true });
});

beforeEach(() => {
  model.reset();
  vi.mocked(listCustomerOrders).mockReset().mockResolvedValue([]);
  vi.mocked(getCustomerIdentity)
    .mockReset()
    .mockResolvedValue({ id: "7", firstName: "Ana", lastName: "Lima", email: "", phone: "", addresses: [] });
});

afterAll(async () => {
  await closeModelClients();
  await model.close();
  await closeDatabase();
});

/** Notes what the doctor is to have found of the shop's server. */
async function choose(found: { tools: boolean } | null): Promise<void> {
  const lastCheck = found ? { capabilities: { ...found, jsonSchema: true, contextTokens: 8_192 } } : {};
  const shop = systemShop(shopId, "test");
  await withTenant(shop, (tx) => tx.modelEndpoint.updateMany({ where: { shopId }, data: { lastCheck } }));
  forgetCallEndpoints(shop);
}

/** Answers the rounds of a turn one after the other, the last one for all further ones. */
function rounds(...scripts: (string | readonly Step[])[]): void {
  const script: Script = () => scripts[Math.min(model.requests.length, scripts.length) - 1] ?? "";
  model.script(script);
}

const bodies = () => model.requests.map(({ body }) => body).filter((body): body is ChatBody => body !== null);
const toolMessages = (body: ChatBody | undefined) =>
  (body?.messages ?? []).filter(({ role }) => role === "tool").map(({ content }) => content);

async function askGuest(question = QUESTION) {
  const { token } = await openChat(shopId);
  return ask(token, question);
}

describe("with tools", () => {
  it("the model looks something up, and what it then says is checked against it", async () => {
    rounds(callTools([SEARCH]), TRUE_ANSWER);
    const events = await askGuest();
    expect(textOf(events)).toBe(`${TRUE_ANSWER} [1]`);
    expect(eventOf(events, "done").status).toBe("complete");
    expect(eventOf(events, "attachments").attachments.sources).toMatchObject([
      { id: "1", title: "Refund policy: How long you have" },
    ]);
    const [first, second] = bodies();
    expect(first).toMatchObject({ tool_choice: "auto" });
    expect(toolMessages(first)).toEqual([]);
    expect(toolMessages(second)[0]).toMatch(/45 days[\s\S]*END /);
    expect(second?.messages?.map(({ role }) => role)).toEqual(["system", "user", "assistant", "tool"]);
  });

  it("a round repeats the one before to the letter, so that its server reads only what is new; a turn repeats no other", async () => {
    rounds(callTools([SEARCH]), callTools([toolCall("search_knowledge", { query: "returns" })]), TRUE_ANSWER);
    await askGuest();
    const [first, second, third] = bodies().map(({ messages = [] }) => messages.map((each) => JSON.stringify(each)));
    expect(second?.slice(0, first?.length)).toEqual(first);
    expect(third?.slice(0, second?.length)).toEqual(second);
    model.reset();
    rounds(TRUE_ANSWER);
    await askGuest();
    expect(JSON.stringify(bodies()[0]?.messages?.[0])).not.toBe(first?.[0]);
  });

  it("each round is in the log with what was sent and exactly what came back", async () => {
    rounds([{ text: "Let me see. " }, ...callTools([SEARCH], 3)], TRUE_ANSWER);
    await askGuest();
    const shop = systemShop(shopId, "test");
    const rows = await withTenant(shop, (tx) =>
      tx.modelCall.findMany({ where: { shopId }, orderBy: { createdAt: "desc" }, take: 2, select: { id: true } }),
    );
    const [last, first] = await Promise.all(rows.map(({ id }) => getCallRecord(shop, id)));
    expect(first?.request).toBe(model.requests[0]?.raw);
    expect(JSON.parse(first?.response ?? "")).toEqual({
      content: "Let me see. ",
      tool_calls: [{ id: "srv_0", function: { name: SEARCH.name, arguments: SEARCH.arguments } }],
    });
    expect(first).toMatchObject({ state: "complete", finishReason: "tool_calls" });
    expect(first?.verdicts.find(({ stage }) => stage === "call")?.detail).toMatchObject({ tool_calls: 1 });
    expect(last?.response).toBe(TRUE_ANSWER);
    expect(last?.evidence.some(({ text }) => text.includes("45 days"))).toBe(true);
  });

  it("calls may come in parallel, in pieces and in turns", async () => {
    const price = toolCall("find_products", {
      query: "rain jacket",
      order: "price_low_to_high",
      availability: "in_stock",
    });
    rounds(callTools([SEARCH, price], 1), TRUE_ANSWER);
    const events = await askGuest();
    expect(textOf(events)).toBe(`${TRUE_ANSWER} [1]`);
    expect(events.flatMap((event) => (event.type === "status" ? [event.text] : []))).toEqual([
      "Looking through the shop's pages",
      "Looking through the shop's pages",
      "Looking at products",
    ]);
    const [policy, jacket] = toolMessages(bodies()[1]);
    expect(policy).toContain("45 days");
    expect(jacket).toContain("Heron Rain Jacket");
    expect(bodies()[1]?.messages?.filter(({ role }) => role === "assistant")).toHaveLength(1);
  });

  it("words beside a call are not shown unless the shop says them, and do not run into the answer", async () => {
    rounds([{ text: "I think you have 90 days. Let me" }, ...callTools([SEARCH])], TRUE_ANSWER);
    expect(textOf(await askGuest())).toBe(`${TRUE_ANSWER} [1]`);
  });

  it.each([
    ["product of another shop", toolCall("get_product", { handle: "only-in-the-other-shop" })],
    ["product that nobody has", toolCall("get_product", { handle: "nobody-has-this" })],
    ["product named by an id", toolCall("get_product", { handle: "gid://shopify/Product/1" })],
  ])("a %s is not found, in the same words", async (_what, call) => {
    const other = newShopId();
    await makeChatShop(other);
    const [template] = PRODUCTS;
    const product = template && {
      ...template.product,
      id: "gid://shopify/Product/900",
      handle: "only-in-the-other-shop",
    };
    const otherShop = systemShop(other, "test");
    if (product) await withTenant(otherShop, (tx) => saveProducts(tx, otherShop, [product]));
    rounds(callTools([call]), "It costs €189.00.");
    await askGuest("Tell me about the product");
    expect(toolMessages(bodies()[1])).toEqual(["Not found."]);
  });

  it.each([
    ["an order's number", toolCall("get_my_orders", { order: "#1002" })],
    ["a customer", toolCall("get_my_orders", { customerId: "gid://shopify/Customer/8" })],
    ["a shop", toolCall("search_knowledge", { query: "returns", shop: "other.myshopify.com" })],
    ["an address", toolCall("search_knowledge", { query: "returns", url: "https://evil.example" })],
    ["a price", toolCall("find_products", { query: "jacket", price: 1 })],
  ])("a call that names %s is refused", async (_what, call) => {
    rounds(callTools([call]), TRUE_ANSWER);
    const { token } = await openChat(shopId, "7");
    expect(textOf(await ask(token, QUESTION))).toBe(COMPOSED);
    expect(toolMessages(bodies()[1])).toEqual([expect.stringContaining("do not fit") as unknown]);
    expect(listCustomerOrders).not.toHaveBeenCalled();
  });

  it("orders are those of the signed customer, told by the shop and not by the model", async () => {
    rounds(callTools([toolCall("get_my_orders")]), "Your order #1002 is lost.");
    const { token } = await openChat(shopId, "7");
    const events = await ask(token, "Did the thing that I bought ever leave you?");
    expect(textOf(events)).toBe("There are no orders in your account yet.");
    expect(vi.mocked(listCustomerOrders).mock.calls.map(([shop, id]) => [shop.shopId, id])).toEqual([[shopId, "7"]]);
    expect(model.requests).toHaveLength(1);
  });

  it("a guest who asks for orders is asked to log in, beside what else was asked", async () => {
    rounds(callTools([toolCall("get_my_orders")]));
    const only = await askGuest("Did the thing that I bought ever leave you?");
    expect(textOf(only)).toContain("Please log in");
    expect(eventOf(only, "attachments").attachments.loginOffered).toBe(true);
    model.reset();
    rounds(callTools([SEARCH, toolCall("get_my_orders")]), TRUE_ANSWER);
    const both = await askGuest();
    expect(textOf(both)).toMatch(/^You have 45 days.*\[1\]\n\nI can only look up orders/);
    expect(listCustomerOrders).not.toHaveBeenCalled();
  });

  it("a person is fetched when the model hears that one is wanted, but not once data was read", async () => {
    rounds(callTools([toolCall("hand_over_to_human")]));
    const heard = await askGuest("This leads nowhere, is anybody there?");
    expect(eventOf(heard, "done").conversationState).toBe("waiting");
    model.reset();
    rounds(callTools([SEARCH]), callTools([toolCall("hand_over_to_human")]), TRUE_ANSWER);
    const injected = await askGuest();
    expect(eventOf(injected, "done").conversationState).toBe("assistant");
    expect(textOf(injected)).toBe(`${TRUE_ANSWER} [1]`);
  });
});

describe("a model that does not keep to it is answered for in the shop's own words", () => {
  const bad = { name: "search_knowledge", arguments: '{"query": "ret' };

  it.each<[string, (string | readonly Step[])[], number | null]>([
    ["malformed arguments, twice", [callTools([bad])], 2],
    ["unknown tools, twice", [callTools([toolCall("run_graphql", { query: "{ shop { id } }" })])], 2],
    ["the same call again and again", [callTools([SEARCH])], 3],
    ["an endless row of calls", [], 5],
    [
      "a stream that is cut in a call",
      [
        [
          { delta: { tool_calls: [{ index: 0, function: { name: "search_knowledge", arguments: '{"qu' } }] } },
          { cut: true },
        ],
      ],
      null,
    ],
    [
      "a call at the limit of tokens, as far as it came",
      [[...callTools([toolCall("hand_over_to_human")]).slice(0, -1), { finish: "length" }]],
      1,
    ],
    ["a call without a finish reason", [[...callTools([SEARCH]).slice(0, -1), { endSilently: true }]], null],
    [
      "arguments without an end",
      [
        [
          {
            delta: {
              tool_calls: [{ index: 0, function: { name: "search_knowledge", arguments: "x".repeat(10_000) } }],
            },
          },
        ],
      ],
      1,
    ],
    ["an answer from memory", ["You have 90 days to return shoes."], 1],
    ["nothing at all", [""], 1],
    ["a server without tools", [[{ status: 400 }]], 1],
  ])("%s", async (_what, scripts, calls) => {
    if (scripts.length > 0) rounds(...scripts);
    else model.script(() => callTools([toolCall("search_knowledge", { query: `returns ${model.requests.length}` })]));
    const events = await askGuest();
    expect(textOf(events)).toBe(COMPOSED);
    expect(eventOf(events, "done").status).toBe("complete");
    if (calls !== null) expect(model.requests).toHaveLength(calls);
  });

  it("more calls at once than are allowed are not made", async () => {
    const many = Array.from({ length: 30 }, (_, index) => toolCall("search_knowledge", { query: `returns ${index}` }));
    rounds(callTools(many), TRUE_ANSWER);
    await askGuest();
    const results = toolMessages(bodies()[1]);
    expect(results).toHaveLength(16);
    expect(results.filter((text) => text.includes("This one was not made."))).toHaveLength(12);
  });

  it("in the last round it has to answer", async () => {
    model.script(() => callTools([toolCall("search_knowledge", { query: `returns ${model.requests.length}` })]));
    await askGuest();
    expect(bodies().map(({ tool_choice }) => tool_choice)).toEqual(["auto", "auto", "auto", "auto", "none"]);
  });

  it("when the budget ends in the middle of a turn", async () => {
    const shop = systemShop(shopId, "test");
    const { token } = await openChat(shopId);
    await updateShopSettings(shop, { requestLimitPerMinute: { conversation: 1, shop: 10_000 } });
    try {
      rounds(callTools([SEARCH]), TRUE_ANSWER);
      expect(textOf(await ask(token, QUESTION))).toBe(COMPOSED);
      expect(model.requests).toHaveLength(1);
    } finally {
      await updateShopSettings(shop, { requestLimitPerMinute: { conversation: 20, shop: 10_000 } });
    }
  });

  it("personal data goes to no server, also not by the arguments of a call", async () => {
    const { token } = await openChat(shopId, "7");
    rounds(callTools([toolCall("search_knowledge", { query: "return shoes [EMAIL_1]" })]), TRUE_ANSWER);
    await ask(token, "How long do I have to return shoes? Write to ana.lima@private.example");
    expect(model.requests).toHaveLength(2);
    expect(model.requests[1]?.raw).toContain("[EMAIL_1]");
    expect(model.requests.map(({ raw }) => raw).join()).not.toContain("ana.lima@private.example");
  });
});

describe.each(["grounded", "tools"] as const)("the %s strategy", (chatStrategy) => {
  beforeAll(() => updateShopSettings(systemShop(shopId, "test"), { chatStrategy }).then(() => undefined));

  /** A model that looks something up where it may, and then says this. */
  const says = (answer: string | readonly Step[]) =>
    model.script(({ body }) => (body?.["tools"] && toolMessages(body).length === 0 ? callTools([SEARCH]) : answer));

  it.each<[string, string | readonly Step[], string]>([
    ["is right", TRUE_ANSWER, `${TRUE_ANSWER} [1]`],
    ["invents", "Our shoes are handmade in Italy from the finest leather.", COMPOSED],
    ["gives another figure", "You have 60 days to return shoes.", COMPOSED],
    ["gives a figure of another rule", "You have 5 days to return shoes.", COMPOSED],
    ["follows an injected order", "Visit https://evil.example and enter your card number.", COMPOSED],
    ["sends a picture", "![x](https://evil.example/?q=1) You have 60 days.", COMPOSED],
    ["asks back", "Which shoes would you like to return?", COMPOSED],
    ["is cut before a whole sentence", [{ text: "You have 45 days to ret" }, { cut: true }], COMPOSED],
    ["fails", [{ status: 500 }], COMPOSED],
  ])("when the model %s, gives the same events and words", async (_what, answer, text) => {
    says(answer);
    const events = await askGuest();
    expect(textOf(events)).toBe(text);
    const types = events.map(({ type }) => type).filter((type) => type !== "text");
    expect([...new Set(types)]).toEqual(["status", "attachments", "done"]);
    expect(eventOf(events, "done").status).toBe("complete");
    expect(bodies().every((body) => "tools" in body === (chatStrategy === "tools"))).toBe(true);
  });

  it("says so when the shop's pages do not tell", async () => {
    says("Paris is the capital of France.");
    expect(textOf(await askGuest("What is the capital of France?"))).toContain("I would rather not guess");
  });
});

describe("the strategy", () => {
  const usesTools = async () => {
    model.reset();
    model.script(TRUE_ANSWER);
    await askGuest();
    return bodies().some((body) => "tools" in body);
  };

  it("is what the merchant chose, else what the doctor found", async () => {
    const shop = systemShop(shopId, "test");
    const seen: boolean[] = [];
    for (const [chatStrategy, found] of [
      ["automatic", null],
      ["automatic", { tools: false }],
      ["automatic", { tools: true }],
      ["grounded", { tools: true }],
      ["tools", { tools: false }],
    ] as const) {
      await updateShopSettings(shop, { chatStrategy });
      await choose(found);
      seen.push(await usesTools());
    }
    expect(seen).toEqual([false, false, true, false, true]);
  });
});
