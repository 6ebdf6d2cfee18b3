import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closeDatabase, withTenant } from "~/db.server";
import { AppError } from "~/lib/app-error";
import { closeModelClients } from "~/modules/inference/model-client.server";
import { saveEndpoint } from "~/modules/inference/save-endpoint.server";
import { eraseConversation } from "~/modules/privacy/erase-conversation.server";
import { actOnChat } from "~/modules/support-chat/act-on-chat.server";
import { NewsResponse, type SessionResponse } from "~/modules/support-chat/chat-protocol";
import { countWaiting } from "~/modules/support-chat/count-waiting.server";
import { exportConversation } from "~/modules/support-chat/export-customer.server";
import { findChatNews, getChat } from "~/modules/support-chat/get-chat.server";
import { listChats } from "~/modules/support-chat/list-chats.server";
import type { ChatAction } from "~/modules/support-chat/staff-chat";
import type { Role } from "~/modules/tenancy/permissions";
import { mintShopContext } from "~/modules/tenancy/mint-shop-context.server";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { personalDataHolders } from "~/personal-data.server";
import { loader as messagesLoader } from "~/routes/chat.messages";
import { startScriptedModel, type ScriptedModel } from "../fakes/scripted-model";
import { findInDatabase } from "./database-search";
import { newShopId } from "./owner";
import { ask, eventOf, makeChatShop, openChat, textOf } from "./support-chat-shop";

const QUESTION = "How long do I have to return shoes?";
const PERSON = "I would like to talk to a person.";

let model: ScriptedModel;
let shopId = "";

const as = (id: string, role: Role, of = shopId) => mintShopContext(of, { kind: "staff", id, role });
const ada = () => as("1", "support_agent");
const ben = () => as("2", "admin");

beforeAll(async () => {
  model = await startScriptedModel();
});
beforeEach(async () => {
  shopId = newShopId();
  await makeChatShop(shopId);
  await saveEndpoint(systemShop(shopId, "test"), { name: "m", baseUrl: model.baseUrl, model: "m", apiKey: "" });
  model.script("You have 45 days from delivery to return shoes.");
});
afterAll(async () => {
  await closeModelClients();
  await model.close();
  await closeDatabase();
});

/** A chat whose shopper has asked for a person. */
async function waitingChat(...before: string[]): Promise<SessionResponse & { readonly id: string }> {
  const session = await openChat(shopId);
  for (const text of [...before, PERSON]) await ask(session.token, text);
  return { ...session, id: session.conversation.id };
}

const reply = (text: string, replyId: string = crypto.randomUUID()): ChatAction => ({ intent: "reply", replyId, text });
const takeOver = (holder: string | null = null): ChatAction => ({ intent: "take_over", holder });

function getNews(token: string, query = "", headers: Record<string, string> = {}): Promise<Response> {
  const init = { headers: { authorization: `Bearer ${token}`, ...headers } };
  return messagesLoader({ request: new Request(`http://x/chat/messages${query}`, init), params: {}, context: {} });
}

const newsOf = async (token: string, query = "") => NewsResponse.parse(await (await getNews(token, query)).json());

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "ok",
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

const eventsAbout = (id: string) =>
  withTenant({ shopId }, async (tx) => {
    const rows = await tx.auditEvent.findMany({ orderBy: { seq: "asc" } });
    const own = rows.map(({ type, canonical }) => ({ type, text: Buffer.from(canonical).toString("utf8") }));
    return own.filter(({ text }) => text.includes(id));
  });
const typesAbout = async (id: string) => (await eventsAbout(id)).map(({ type }) => type);

describe("the list", () => {
  it("has who waits first and longest first, then who is with a person; the assistant's chats are not in it", async () => {
    await ask((await openChat(shopId)).token, QUESTION);
    const [first, second, third] = [await waitingChat(), await waitingChat(), await waitingChat()];
    await actOnChat(ada(), first.id, takeOver());
    const { rows } = await listChats(ben(), { view: "open", after: null });
    expect(rows.map(({ id, state, takenBy }) => [id, state, takenBy?.name])).toEqual([
      [second.id, "waiting", undefined],
      [third.id, "waiting", undefined],
      [first.id, "human", "Staff 1"],
    ]);
    expect(rows[0]).toMatchObject({ says: PERSON, language: "en" });
    expect(await countWaiting(ben())).toBe(2);
    const human = await listChats(ben(), { view: "human", after: null });
    expect(human.rows.map(({ id }) => id)).toEqual([first.id]);
    const other = newShopId();
    await makeChatShop(other);
    expect((await listChats(as("1", "owner", other), { view: "open", after: null })).rows).toEqual([]);
  });

  it("pages by keyset, each chat once, and takes a cursor that is none for the head", async () => {
    const since = Date.now();
    const made = Array.from({ length: 60 }, (_, at) => ({
      shopId,
      id: crypto.randomUUID(),
      state: at < 40 ? "waiting" : "human",
      // Some at the same moment.
      stateSince: new Date(since + Math.floor(at / 3)),
    }));
    await withTenant({ shopId }, (tx) => tx.conversation.createMany({ data: made }));
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await listChats(ada(), { view: "open", after });
      seen.push(...page.rows.map(({ id }) => id));
      after = page.nextCursor;
    } while (after !== null);
    expect(seen).toHaveLength(60);
    expect(new Set(seen).size).toBe(60);
    expect(new Set(seen.slice(0, 40))).toEqual(new Set(made.slice(0, 40).map(({ id }) => id)));
    const lost = await listChats(ada(), { view: "open", after: "waiting_never_nothing" });
    expect(lost.rows.map(({ id }) => id)).toEqual(seen.slice(0, 25));
  });

  it("shows the beginning of what was written without personal data", async () => {
    const chat = await waitingChat();
    await actOnChat(ada(), chat.id, takeOver());
    await ask(chat.token, "Write to me at rosa.quill@example.com please");
    const { rows } = await listChats(ada(), { view: "open", after: null });
    expect(rows[0]?.says).toContain("[EMAIL_1]");
    expect(JSON.stringify(rows)).not.toContain("rosa.quill");
  });
});

describe("a chat that a person has", () => {
  it("mutes the model; what the shopper writes is kept and shown to staff, what staff write reaches the shopper", async () => {
    const chat = await waitingChat();
    await actOnChat(ada(), chat.id, takeOver());
    const asked = model.requests.length;
    const events = await ask(chat.token, QUESTION);
    expect(events.map(({ type }) => type)).toEqual(["status", "done"]);
    expect(eventOf(events, "done")).toMatchObject({ callId: null, conversationState: "human" });
    expect(textOf(events)).toBe("");
    expect(model.requests).toHaveLength(asked);

    const seen = await getChat(ada(), chat.id);
    await actOnChat(ada(), chat.id, reply("<b>45 days</b>, and I send you a label."));
    const { messages } = await getChat(ada(), chat.id);
    expect(messages.slice(-2)).toMatchObject([
      { author: "shopper", text: QUESTION, writer: null },
      { author: "staff", text: "<b>45 days</b>, and I send you a label.", writer: "Staff 1" },
    ]);
    expect(await findChatNews(ada(), chat.id, seen.version)).toMatchObject({ kind: "changed" });
    const { version } = await getChat(ada(), chat.id);
    expect(await findChatNews(ada(), chat.id, version)).toEqual({ kind: "same" });

    const news = await newsOf(chat.token);
    expect(news).toMatchObject({ state: "human", messages: [{ author: "staff", attachments: null }] });
    expect(JSON.stringify(news)).not.toContain("Staff 1");
    const later = new Date(Date.parse(news.messages[0]?.createdAt ?? "") + 60_000).toISOString();
    expect((await newsOf(chat.token, `?after=${later}`)).messages).toEqual([]);
  });

  it("gives the same turn the same end, and an answer from before again", async () => {
    const chat = await waitingChat();
    const turnId = crypto.randomUUID();
    const answered = await ask(chat.token, QUESTION, turnId);
    await actOnChat(ada(), chat.id, takeOver());
    expect(textOf(await ask(chat.token, QUESTION, turnId))).toBe(textOf(answered));
    const mute = crypto.randomUUID();
    for (let time = 0; time < 2; time += 1)
      expect(eventOf(await ask(chat.token, "Are you there?", mute), "done").conversationState).toBe("human");
    const { messages } = await getChat(ada(), chat.id);
    expect(messages.filter(({ text }) => text === "Are you there?")).toHaveLength(1);
    expect(messages.filter(({ author }) => author === "assistant").map(({ text }) => text)).not.toContain("");
  });

  it("is the assistant's again when it is given back, which staff then cannot read", async () => {
    const chat = await waitingChat();
    await actOnChat(ada(), chat.id, takeOver());
    await actOnChat(ada(), chat.id, { intent: "give_back" });
    expect((await newsOf(chat.token)).state).toBe("assistant");
    expect(await codeOf(getChat(ada(), chat.id))).toBe("not_found");
    expect(await findChatNews(ada(), chat.id, null)).toEqual({ kind: "gone" });
    const events = await ask(chat.token, QUESTION);
    expect(textOf(events)).toContain("45 days");
    expect(eventOf(events, "done").conversationState).toBe("assistant");
  });

  it("opens for the assistant when the shopper writes after it was closed", async () => {
    const chat = await waitingChat();
    await actOnChat(ada(), chat.id, { intent: "close" });
    expect((await listChats(ada(), { view: "closed", after: null })).rows).toMatchObject([{ id: chat.id }]);
    expect(textOf(await ask(chat.token, QUESTION))).toContain("45 days");
    expect(await typesAbout(chat.id)).toContain("conversation.reopened");
    // And may be asked for a person again.
    expect(eventOf(await ask(chat.token, PERSON), "done").conversationState).toBe("waiting");
  });

  it("keeps what staff said from the model but for what redaction leaves of it", async () => {
    const chat = await waitingChat();
    await actOnChat(ada(), chat.id, takeOver());
    await actOnChat(ada(), chat.id, reply("I have written to rosa.quill@example.com, IBAN DE89370400440532013000."));
    await actOnChat(ada(), chat.id, { intent: "give_back" });
    await ask(chat.token, QUESTION);
    const sent = model.requests.map(({ raw }) => raw).join("\n");
    expect(sent).toContain("I have written to [EMAIL_");
    expect(sent).not.toContain("rosa.quill");
    expect(sent).not.toContain("DE89");
  });
});

describe("two people at once", () => {
  it("see who has it, may take over knowingly, and are told when somebody was quicker", async () => {
    const chat = await waitingChat();
    await actOnChat(ada(), chat.id, takeOver());
    expect(await codeOf(actOnChat(ben(), chat.id, takeOver()))).toBe("conflict");
    expect(await codeOf(actOnChat(ben(), chat.id, reply("Hello")))).toBe("conflict");
    expect(await codeOf(actOnChat(ben(), chat.id, { intent: "close" }))).toBe("conflict");
    await actOnChat(ben(), chat.id, takeOver("1"));
    await expect(actOnChat(ada(), chat.id, reply("Hello"))).rejects.toMatchObject({
      code: "conflict",
      userMessage: "Staff 2 has taken over this chat meanwhile.",
    });
    expect((await getChat(ada(), chat.id)).takenBy).toEqual({ id: "2", name: "Staff 2" });
    expect((await newsOf(chat.token)).messages).toEqual([]);
  });

  it("at the very same moment: one has it, the other a conflict", async () => {
    const chat = await waitingChat();
    const codes = await Promise.all([ada(), ben()].map((who) => codeOf(actOnChat(who, chat.id, takeOver()))));
    expect(codes.sort()).toEqual(["conflict", "ok"]);
  });

  it("a reply is said once however often it is sent, and not into a chat that is closed, nobody's or erased", async () => {
    const chat = await waitingChat();
    expect(await codeOf(actOnChat(ada(), chat.id, reply("Too early")))).toBe("conflict");
    await actOnChat(ada(), chat.id, takeOver());
    const once = reply("Once");
    await Promise.all([1, 2, 3].map(() => actOnChat(ada(), chat.id, once)));
    expect((await newsOf(chat.token)).messages.map(({ text }) => text)).toEqual(["Once"]);
    await actOnChat(ada(), chat.id, { intent: "close" });
    expect(await codeOf(actOnChat(ada(), chat.id, reply("Too late")))).toBe("conflict");
    expect(await codeOf(actOnChat(ada(), chat.id, takeOver()))).toBe("conflict");
  });
});

describe("what is kept", () => {
  it("is handed out with a customer's data, and erased with the conversation", async () => {
    const words = `Zebulon-${crypto.randomUUID()}`;
    const chat = await waitingChat();
    await actOnChat(ada(), chat.id, takeOver());
    await actOnChat(ada(), chat.id, reply(`Dear ${words}`));
    const exported = await withTenant({ shopId }, (tx) => exportConversation(tx, { shopId }, chat.id));
    expect(exported?.messages.at(-1)).toMatchObject({ author: "staff", text: `Dear ${words}` });
    expect(await findInDatabase({ shopId }, words)).toEqual([expect.stringMatching(/^message\.body decrypted/)]);
    const wish = { conversationId: chat.id, reason: "asked", origin: "staff" } as const;
    await eraseConversation(as("9", "admin"), wish, personalDataHolders);
    expect(await findInDatabase({ shopId }, words)).toEqual([]);
    expect(await codeOf(actOnChat(ada(), chat.id, reply("Are you there?")))).toBe("not_found");
    expect(await findChatNews(ada(), chat.id, null)).toEqual({ kind: "gone" });
    expect((await getNews(chat.token)).status).toBe(404);
    const left = await withTenant({ shopId }, async (tx) => [await tx.message.count(), await tx.chatView.count()]);
    expect(left).toEqual([0, 0]);
  });

  it("in the audit log: who read and did what, once for looking again at once, and no word of anybody", async () => {
    const chat = await waitingChat();
    for (const who of [ada(), ada(), ben()]) await getChat(who, chat.id);
    await actOnChat(ada(), chat.id, takeOver());
    await actOnChat(ada(), chat.id, reply("A label is on its way."));
    await actOnChat(ada(), chat.id, { intent: "give_back" });
    expect(await typesAbout(chat.id)).toEqual([
      "conversation.handed_over",
      "conversation.viewed",
      "conversation.viewed",
      "conversation.taken_over",
      "conversation.answered",
      "conversation.given_back",
    ]);
    const text = (await eventsAbout(chat.id)).map((event) => event.text).join("\n");
    for (const said of [PERSON, "label"]) expect(text).not.toContain(said);
  });

  it("is read again after a while as another look", async () => {
    const chat = await waitingChat();
    await getChat(ada(), chat.id);
    const old = new Date(Date.now() - 6 * 60_000);
    await withTenant({ shopId }, (tx) => tx.chatView.updateMany({ data: { notedAt: old } }));
    await getChat(ada(), chat.id);
    expect((await typesAbout(chat.id)).filter((type) => type === "conversation.viewed")).toHaveLength(2);
  });
});

describe("who may", () => {
  it("an auditor reads chats masked", async () => {
    const chat = await waitingChat("My name is on rosa.quill@example.com");
    const text = JSON.stringify(await getChat(as("5", "auditor"), chat.id));
    expect(text).toContain("[EMAIL_1]");
    expect(text).not.toContain("rosa.quill");
    expect(JSON.stringify(await getChat(ada(), chat.id))).toContain("rosa.quill");
  });

  it("another shop's staff find nothing and change nothing", async () => {
    const chat = await waitingChat();
    const other = newShopId();
    await makeChatShop(other);
    const owner = as("1", "owner", other);
    expect(await codeOf(getChat(owner, chat.id))).toBe("not_found");
    for (const action of [takeOver(), reply("Hello"), { intent: "give_back" }, { intent: "close" }] as const)
      expect(await codeOf(actOnChat(owner, chat.id, action))).toBe("not_found");
    expect((await newsOf(chat.token)).state).toBe("waiting");
  });

  it("a shopper reads news of their own conversation only, from the shop's own storefront, at a bounded pace", async () => {
    const chat = await waitingChat();
    expect((await getNews("x")).status).toBe(401);
    expect((await getNews(chat.token, "", { origin: "https://evil.example" })).status).toBe(403);
    const own = await getNews(chat.token, "", { origin: "https://shop.example" });
    expect(own.headers.get("access-control-allow-origin")).toBe("https://shop.example");
    expect((await getNews(chat.token, "?after=yesterday")).status).toBe(400);
    const statuses = [];
    for (let time = 0; time < 70; time += 1) statuses.push((await getNews(chat.token)).status);
    expect(statuses.at(-1)).toBe(429);
    // The limit is one conversation's.
    expect((await getNews((await waitingChat()).token)).status).toBe(200);
  });
});
