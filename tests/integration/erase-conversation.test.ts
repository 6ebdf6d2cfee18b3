import { rmSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { closeDatabase, withTenant } from "~/db.server";
import { closeSender } from "~/modules/jobs/sender.server";
import { eraseConversation, eraseOwnConversation } from "~/modules/privacy/erase-conversation.server";
import { fulfilRequest } from "~/modules/privacy/fulfil-request.server";
import { listRequests } from "~/modules/privacy/list-requests.server";
import { openExport } from "~/modules/privacy/open-export.server";
import type { PersonalDataHolder } from "~/modules/privacy/privacy-types";
import { requestByStaff, StaffRequest } from "~/modules/privacy/request-by-staff.server";
import { actOnReview } from "~/modules/review/act-on-review.server";
import { getReview } from "~/modules/review/get-review.server";
import { reviewField } from "~/modules/review/review-fields";
import { requestExport } from "~/modules/review/request-export.server";
import { revealCall } from "~/modules/review/reveal-call.server";
import { runExport } from "~/modules/review/run-export.server";
import { getCallRecord } from "~/modules/inference/get-call-record.server";
import { findConversations } from "~/modules/support-chat/find-conversations.server";
import { shopperContext } from "~/modules/tenancy/visitor-token.server";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import { personalDataHolders } from "~/personal-data.server";
import { newAuditHome, verify } from "./audit-shop";
import { findInDatabase } from "./database-search";
import {
  addConversation,
  CANARY,
  CUSTOMER,
  eventTypes,
  fulfil,
  receive,
  shopWithChats,
  type Shop,
} from "./privacy-shop";
import { eventsOf, staffOf } from "./review-shop";

const never = new AbortController().signal;

const home = newAuditHome();

afterAll(async () => {
  rmSync(home.folder, { recursive: true });
  await closeSender();
  await closeDatabase();
});

/** What a person without an account wrote, and nobody else. */
const GUEST = "Zebulon-Pfifferling-4711";

/** What staff write about it in words that no detector knows. */
const STAFF_WORDS = "quibblesnark";

const ASKED = { reason: "asked", origin: "staff" } as const;
const erase = (shop: Shop, conversationId: string, holders: readonly PersonalDataHolder[] = personalDataHolders) =>
  eraseConversation(staffOf(shop, "501", "admin"), { conversationId, ...ASKED }, holders);

async function shopWithGuest() {
  const made = await shopWithChats();
  const guest = crypto.randomUUID();
  await addConversation(made.shop, { id: guest, customerId: null, text: `I am ${GUEST}` });
  const call = await withTenant(made.shop, (tx) => tx.modelCall.findFirstOrThrow({ where: { conversationId: guest } }));
  return { ...made, guest, callId: call.id };
}

/** As addTestCase stores one; the calls of these shops are no whole requests, which it would refuse. */
async function addCase(shop: Shop, conversationId: string, callId: string): Promise<void> {
  const id = crypto.randomUUID();
  const field = reviewField({ table: "test_case", column: "body" }, id, conversationId);
  const words = { purpose: "chat", promptVersion: "test-1", model: "test", createdBy: "501" };
  await withTenant(shop, async (tx) => {
    const body = await encryptField(tx, shop, field, `asked by ${GUEST}`);
    await tx.testCase.create({ data: { shopId: shop.shopId, id, callId, conversationId, ...words, body } });
  });
}

describe("erasing one conversation of a person without an account", () => {
  it("leaves nothing of it anywhere: not in messages, calls, words of staff, test cases or exports", async () => {
    const { shop, guest, callId } = await shopWithGuest();
    const staff = staffOf(shop, "501", "admin");
    const judge = { intent: "judge", judgement: "wrong", note: `note on ${STAFF_WORDS}`, version: 0 } as const;
    await actOnReview(staff, callId, judge);
    await actOnReview(staff, callId, { intent: "comment", id: crypto.randomUUID(), text: `comment on ${STAFF_WORDS}` });
    await addCase(shop, guest, callId);
    await revealCall(staff, callId, `reveal of ${STAFF_WORDS}`);
    const wish = { format: "jsonl", filters: "", reason: `export for ${STAFF_WORDS}`, hasPersonalData: "yes" } as const;
    const exportId = await requestExport(staff, wish);
    await runExport(staff, exportId, { forMs: 20_000, signal: new AbortController().signal });
    const said = await findInDatabase(shop, GUEST);
    for (const place of ["message.body", "model_call.request", "call_export_part.body", "test_case.body"])
      expect(said).toContain(`${place} decrypted`);
    const written = await findInDatabase(shop, STAFF_WORDS);
    for (const place of ["call_review.note", "review_comment.body", "call_reveal.reason", "call_export.reason"])
      expect(written).toContain(`${place} decrypted`);

    expect(await erase(shop, guest)).toMatchObject({ isDone: true });

    for (const words of [GUEST, STAFF_WORDS]) expect(await findInDatabase(shop, words)).toEqual([]);
    expect(await getCallRecord(staff, callId)).toMatchObject({ erased: true, request: null });
    expect(await getReview(staff, callId)).toMatchObject({ judgement: "wrong", note: "", comments: [] });
    // The other conversations are still there to be found: the search itself works.
    expect(await findInDatabase(shop, CANARY)).toContain("message.body decrypted");
    expect(await findInDatabase(shop, "Norway")).toContain("message.body decrypted");
  });

  it("is shown with its proof, leaves no value in the audit log, and audit:verify finds nothing missing", async () => {
    const { shop, guest } = await shopWithGuest();
    const { requestId } = await erase(shop, guest);
    const { requests } = await listRequests(shop, undefined);
    const event = await withTenant(shop, (tx) =>
      tx.auditEvent.findFirstOrThrow({ where: { type: "conversation.erased" } }),
    );
    expect(requests[0]).toMatchObject({
      id: requestId,
      topic: "CONVERSATION_REDACT",
      origin: "staff",
      reason: "asked",
      state: "done",
      counts: { "support_chat.conversations": 1, "support_chat.messages": 1, "support_chat.calls": 1 },
      proof: { seq: event.seq.toString(), hash: Buffer.from(event.hash).toString("hex") },
    });
    expect((await eventTypes(shop)).slice(-3)).toEqual([
      "privacy_request.received",
      "subject_keys.destroyed",
      "conversation.erased",
    ]);
    expect(JSON.stringify(await eventsOf(shop, ""))).not.toContain(GUEST);
    expect(await verify(shop, home)).toMatchObject({ damage: null });
  });

  it("asked twice, or by two people at once, is one request and one erasure", async () => {
    const { shop, guest } = await shopWithGuest();
    const asked = await Promise.all([erase(shop, guest), erase(shop, guest)]);
    asked.push(await erase(shop, guest));
    expect(new Set(asked.map(({ requestId }) => requestId)).size).toBe(1);
    expect((await eventTypes(shop)).filter((type) => type === "conversation.erased")).toHaveLength(1);
    const nobody = erase(shop, crypto.randomUUID());
    await expect(nobody).rejects.toMatchObject({ code: "not_found" });
  });

  it("that fails is whole or not at all, shows why it waits, and is done by the worker's next try", async () => {
    const { shop, guest } = await shopWithGuest();
    const failing: PersonalDataHolder[] = [
      ...personalDataHolders,
      { name: "later", eraseConversations: () => Promise.reject(new Error("cut off")) },
    ];
    const { requestId, isDone } = await erase(shop, guest, failing);
    expect(isDone).toBe(false);
    expect(await findInDatabase(shop, GUEST)).toContain("message.body decrypted");
    expect((await listRequests(shop, undefined)).requests[0]).toMatchObject({ state: "failing", proof: null });
    await fulfil(shop, requestId);
    expect(await findInDatabase(shop, GUEST)).toEqual([]);
  });

  it("is another shop's business only", async () => {
    const { shop, guest } = await shopWithGuest();
    const other = await shopWithChats();
    await expect(erase(other.shop, guest)).rejects.toMatchObject({ code: "not_found" });
    expect(await findInDatabase(shop, GUEST)).not.toEqual([]);
  });

  it("takes a reason of the list and the word that confirms it", () => {
    const wish = { kind: "conversation", conversation: crypto.randomUUID(), reason: "asked", confirm: "erase" };
    expect(StaffRequest.safeParse(wish).success).toBe(true);
    for (const wrong of [{ confirm: "yes" }, { reason: `because of ${GUEST}` }, { conversation: "7001" }])
      expect(StaffRequest.safeParse({ ...wish, ...wrong }).success).toBe(false);
  });
});

describe("erasing one conversation of a customer", () => {
  it("takes the copies that hold it, also out of one that is being made, and leaves their other conversations", async () => {
    const { shop, own } = await shopWithChats();
    const second = crypto.randomUUID();
    await addConversation(shop, { id: second, customerId: CUSTOMER, text: "second" });
    const done = await receive(shop, "CUSTOMERS_DATA_REQUEST");
    await fulfil(shop, done);
    const open = await receive(shop, "CUSTOMERS_DATA_REQUEST");
    const [, chat] = personalDataHolders;
    let made = 0;
    const interrupted: PersonalDataHolder = {
      ...chat,
      exports: {
        ...chat.exports,
        exportPart: async (...args) => {
          made += 1;
          if (made > 1) throw new Error("cut off");
          return chat.exports.exportPart(...args);
        },
      },
    };
    await expect(fulfilRequest(shop, open, [interrupted])).rejects.toThrow("cut off");

    await requestByStaff(
      staffOf(shop, "501", "admin"),
      { kind: "conversation", conversation: own, reason: "not_for_us", confirm: "erase" },
      personalDataHolders,
    );
    await expect(openExport(shop, done, "json")).rejects.toMatchObject({ code: "conflict" });
    expect(await findInDatabase(shop, CANARY)).toEqual([]);
    await fulfil(shop, open);
    const { parts } = await openExport(shop, open, "json");
    const texts: string[] = [];
    for await (const part of parts) texts.push(part);
    expect(texts.map((text) => (JSON.parse(text) as { id: string }).id)).toEqual([second]);
  });
});

describe("a shopper who erases their own conversation", () => {
  it("is on record as the one who asked; where nothing was said, or all is gone, there is nothing to do", async () => {
    const { shop, guest } = await shopWithGuest();
    const { shopId } = shop;
    const shopper = shopperContext({ shopId, conversationId: guest, customerId: null });
    expect(await eraseOwnConversation(shopper, personalDataHolders)).toBe(true);
    expect(await eraseOwnConversation(shopper, personalDataHolders)).toBe(true);
    expect(await findInDatabase(shop, GUEST)).toEqual([]);
    const empty = crypto.randomUUID();
    await withTenant(shop, (tx) => tx.conversation.create({ data: { shopId, id: empty } }));
    const visitor = shopperContext({ shopId, conversationId: empty, customerId: null });
    expect(await eraseOwnConversation(visitor, personalDataHolders)).toBe(true);
    expect((await listRequests(shop, undefined)).requests).toEqual([]);
    const own = { by: "shoppers", day: null } as const;
    expect((await listRequests(shop, undefined, own)).requests).toMatchObject([{ origin: "shopper", state: "done" }]);
    const [erased] = await eventsOf(shop, "conversation.erased");
    expect(erased).toMatchObject({ actor: { kind: "shopper", conversationId: guest } });
    await expect(eraseOwnConversation(shop, personalDataHolders)).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("finding a conversation by what was said", () => {
  it("finds what no model ever saw, masked, and says in the audit log who searched but not for what", async () => {
    const { shop, guest, own } = await shopWithGuest();
    const staff = staffOf(shop, "501", "admin");
    // No model was asked about it: there is no call whose page would lead to it.
    await withTenant(shop, (tx) => tx.modelCall.deleteMany({ where: { conversationId: guest } }));
    const { found, nextCursor } = await findConversations(staff, { words: GUEST.toUpperCase() }, never);
    expect(found).toMatchObject([{ id: guest, isGuest: true, messages: 1, begins: "[NAME_1]" }]);
    expect(nextCursor).toBeNull();
    expect((await findConversations(staff, { words: CANARY }, never)).found).toMatchObject([
      { id: own, isGuest: false },
    ]);
    expect((await findConversations(staff, { words: "of nobody at all" }, never)).found).toEqual([]);
    const events = await eventsOf(shop, "conversation.search");
    expect(events.slice(0, 2)).toMatchObject([
      { type: "conversation.searched", actor: { kind: "staff", id: "501" } },
      { type: "conversation.search_ended", payload: { scanned: 3, conversations: [guest] } },
    ]);
    expect(JSON.stringify(events)).not.toMatch(new RegExp(GUEST, "i"));
    const other = await shopWithChats();
    expect((await findConversations(staffOf(other.shop), { words: GUEST }, never)).found).toEqual([]);
  });

  it("ends when the reader leaves, or when the same person begins a newer search; three at once are enough", async () => {
    const { shop } = await shopWithGuest();
    const { shopId } = shop;
    const silent = Array.from({ length: 120 }, () => ({ shopId, id: crypto.randomUUID() }));
    await withTenant(shop, (tx) => tx.conversation.createMany({ data: silent }));
    const gone = AbortSignal.abort();
    expect(await findConversations(staffOf(shop), { words: GUEST }, gone)).toMatchObject({ scanned: 50, found: [] });
    const older = expect(findConversations(staffOf(shop), { words: GUEST }, never)).rejects.toMatchObject({
      code: "conflict",
    });
    const newer = findConversations(staffOf(shop), { words: GUEST }, never);
    const others = ["1", "2"].map((id) => findConversations(staffOf(shop, id), { words: GUEST }, never));
    await expect(findConversations(staffOf(shop, "3"), { words: GUEST }, never)).rejects.toMatchObject({
      code: "budget_exceeded",
    });
    await older;
    for (const { found } of await Promise.all([newer, ...others])) expect(found).toHaveLength(1);
    expect((await findConversations(staffOf(shop, "3"), { words: GUEST }, never)).found).toHaveLength(1);
  });

  it("stops at its bounds and goes on from there, without leaving out or repeating one", async () => {
    const { shop } = await shopWithGuest();
    const seen: string[] = [];
    let after: string | undefined;
    for (let page = 0; page < 4 && (page === 0 || after); page += 1) {
      const bounds = { conversations: 1, finds: 20, ms: 10_000 };
      const answer = await findConversations(shop, { words: "o", ...(after ? { after } : {}) }, never, bounds);
      seen.push(...answer.found.map(({ id }) => id));
      after = answer.nextCursor ?? undefined;
    }
    const all = await withTenant(shop, (tx) => tx.conversation.findMany({ select: { id: true } }));
    expect(after).toBeUndefined();
    expect([...seen].sort()).toEqual(all.map(({ id }) => id).sort());
  });
});
