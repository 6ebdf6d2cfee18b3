import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { withTenant } from "~/db.server";
import { getCallRecord } from "~/modules/inference/get-call-record.server";
import { closeModelClients } from "~/modules/inference/model-client.server";
import { saveEndpoint } from "~/modules/inference/save-endpoint.server";
import { openSession } from "~/modules/support-chat/open-session.server";
import { updateShopSettings } from "~/modules/tenancy/shop-settings.server";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { startScriptedModel } from "../fakes/scripted-model";
import { newShopId } from "./owner";
import { ask, eventOf, makeChatShop, openChat, textOf } from "./support-chat-shop";

const model = await startScriptedModel();
const QUESTION = "How long do I have to return shoes?";
const ANSWER = "You have 45 days from delivery to return shoes.";

let shopId = "";

beforeEach(async () => {
  model.reset();
  model.script(ANSWER);
  shopId = newShopId();
  await makeChatShop(shopId);
  await saveEndpoint(systemShop(shopId, "test"), { name: "test", baseUrl: model.baseUrl, model: "m", apiKey: "" });
  // One minute's window: begun early enough that it does not end in between.
  const leftMs = 60_000 - (Date.now() % 60_000);
  if (leftMs < 8_000) await new Promise((resolve) => setTimeout(resolve, leftMs));
});

afterAll(async () => {
  await closeModelClients();
  await model.close();
});

const limit = (patch: Parameters<typeof updateShopSettings>[1]) =>
  updateShopSettings(systemShop(shopId, "test"), patch);

const openFrom = (address: string) => openSession({ shopId, customerId: null }, {}, address);

describe("a chat that is over its budget", () => {
  it.each([
    ["messages", { requestLimitPerMinute: { conversation: 1 } }, "60 seconds"],
    ["calls of the whole shop", { requestLimitPerMinute: { shop: 1 } }, "second"],
  ] as const)("of %s goes to a person, politely", async (_what, patch, wait) => {
    await limit(patch);
    const { token } = await openChat(shopId);
    const events = [await ask(token, QUESTION), await ask(token, `${QUESTION} Please.`)][1] ?? [];
    expect(textOf(events)).toContain("marked this conversation for the shop's team");
    expect(textOf(events)).toContain(wait);
    expect(textOf(events)).toContain("hello@shop.example");
    expect(eventOf(events, "done")).toMatchObject({ status: "complete", conversationState: "waiting", callId: null });
    expect(events.some(({ type }) => type === "error")).toBe(false);
    expect(model.requests.length).toBe(1);
  });

  it("hears so in its own language, and a person finds what was asked", async () => {
    await limit({ tokenLimitPerDay: { conversation: 5_000 } });
    const { token, conversation } = await openChat(shopId, null, { locale: "de" });
    let events = await ask(token, "Wie lange kann ich Schuhe zurückgeben?");
    for (let turn = 0; turn < 8 && eventOf(events, "done").conversationState === "assistant"; turn += 1) {
      model.script([{ text: "x ".repeat(1_600) }, { cut: true }]);
      events = await ask(token, "Wie lange kann ich Schuhe zurückgeben?");
    }
    expect(textOf(events)).toMatch(/für das Team des Shops vorgemerkt.*in \d+ (?:Stunden?|Minuten?|Sekunden?) noch/s);
    const row = await withTenant(systemShop(shopId, "test"), (tx) =>
      tx.conversation.findFirstOrThrow({ where: { id: conversation.id } }),
    );
    expect(row.state).toBe("waiting");
    const stored = await withTenant(systemShop(shopId, "test"), (tx) =>
      tx.message.count({ where: { conversationId: conversation.id } }),
    );
    expect(stored % 2).toBe(0);
  });

  it("stays one visitor's in a new conversation, and is nothing to another visitor", async () => {
    await limit({ requestLimitPerMinute: { visitor: 1 } });
    await ask((await openFrom("203.0.113.7")).token, QUESTION);
    const again = await ask((await openFrom("203.0.113.7")).token, QUESTION);
    expect(eventOf(again, "done").conversationState).toBe("waiting");
    const other = await ask((await openFrom("203.0.113.8")).token, QUESTION);
    expect(textOf(other)).toContain("45 days");
    const scopes = await withTenant(systemShop(shopId, "test"), (tx) => tx.budgetScope.findMany());
    expect(
      JSON.stringify(scopes, (_key, value: unknown) => (typeof value === "bigint" ? Number(value) : value)),
    ).not.toContain("203.0.113");
    expect(scopes.filter(({ scope }) => scope.startsWith("visitor:")).length).toBe(2);
  });

  it("refuses a flood of messages, which nobody could read", async () => {
    await limit({ requestLimitPerMinute: { conversation: 1 } });
    const { token } = await openChat(shopId);
    for (let turn = 0; turn < 3; turn += 1) await ask(token, QUESTION);
    expect(await ask(token, QUESTION)).toEqual([]);
  });
});

describe("an answer that was cut", () => {
  it.each([
    ["and answers the question", `${ANSWER} And besides`],
    ["and does not", "Shoes can be returned. And besides"],
  ])("%s says so, is recorded so, and is written anew when it is asked for again", async (_what, text) => {
    model.script([{ text }, { cut: true }]);
    const { token } = await openChat(shopId);
    const turnId = crypto.randomUUID();
    const done = eventOf(await ask(token, QUESTION, turnId), "done");
    const record = await getCallRecord(systemShop(shopId, "test"), done.callId ?? "");
    expect([record.state, record.finishReason]).toEqual(["cut", null]);
    if (text.startsWith(ANSWER)) expect(done.status).toBe("cut");
    model.script(ANSWER);
    const again = await ask(token, QUESTION, turnId);
    expect(textOf(again)).toContain("45 days");
    if (done.status === "cut") expect(eventOf(again, "done")).toMatchObject({ status: "complete" });
  });
});
