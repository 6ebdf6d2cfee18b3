import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase, withTenant } from "~/db.server";
import { listActivity } from "~/modules/review/list-activity.server";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { destroySubject } from "~/modules/vault/destroy-subject.server";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import { createAppHandler } from "./app-handler";
import { newShopId } from "./owner";
import { addStaff, installForStaff, staffRequest } from "./staff-shop";

/** As it is kept: without the personal data in it. */
const KEPT_REASON = "[NAME_1] asks why her order was not found";
const REASON = "Ada Lovelace asks why her order was not found";
const [shop, other] = [systemShop(newShopId(), "test"), systemShop(newShopId(), "test")];
let handle: (request: Request) => Promise<Response>;

beforeAll(async () => {
  handle = await createAppHandler();
  for (const { shopId } of [shop, other]) {
    await installForStaff(shopId);
    await addStaff(shopId, "1", "owner");
  }
  await addStaff(shop.shopId, "2", "reviewer");
  await addStaff(shop.shopId, "3", "auditor");
  await addStaff(shop.shopId, "4", "support_agent");
});
afterAll(closeDatabase);

/** A finished chat call in which a name and an address were replaced; the conversation knows one more that is not in it. */
async function makeCall(): Promise<{ callId: string; conversationId: string }> {
  const [callId, conversationId] = [crypto.randomUUID(), crypto.randomUUID()];
  const subject = `conversation:${conversationId}`;
  await withTenant(shop, async (tx) => {
    const encrypt = (table: string, column: string, row: string, text: string) =>
      encryptField(tx, shop, { table, column, row, subject }, text);
    const saved = [
      { type: "NAME", number: 1, value: "Ada Lovelace" },
      { type: "EMAIL", number: 1, value: "ada@example.com" },
      { type: "PHONE", number: 1, value: "+49 151 2345678" },
    ];
    await tx.conversation.create({
      data: {
        shopId: shop.shopId,
        id: conversationId,
        placeholders: await encrypt("conversation", "placeholders", conversationId, JSON.stringify(saved)),
      },
    });
    await tx.modelCall.create({
      data: {
        shopId: shop.shopId,
        id: callId,
        conversationId,
        purpose: "chat",
        state: "complete",
        promptVersion: "test@1",
        request: await encrypt("model_call", "request", callId, '{"content":"I am [NAME_1], [EMAIL_1]"}'),
        response: await encrypt("model_call", "response", callId, "Hello [NAME_1]"),
        released: await encrypt("model_call", "released", callId, "Hello Ada Lovelace"),
      },
    });
  });
  return { callId, conversationId };
}

function reveal(staffId: string, callId: string, reason: unknown, shopId = shop.shopId): Promise<Response> {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ reason });
  return handle(staffRequest(shopId, staffId, `/app/logs/${callId}/reveal`, { method: "POST", headers, body }));
}

const reveals = (callId: string) => withTenant(shop, (tx) => tx.callReveal.findMany({ where: { callId } }));
const events = (callId: string) =>
  withTenant(shop, async (tx) => {
    const rows = await tx.auditEvent.findMany({ where: { type: "model_call.revealed" } });
    return rows.map(({ canonical }) => Buffer.from(canonical).toString()).filter((text) => text.includes(callId));
  });

describe("revealing personal data", () => {
  it("shows what stands behind this call's placeholders, never to be stored, and records who and why", async () => {
    const { callId } = await makeCall();
    const response = await reveal("2", callId, REASON);
    expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(await response.json()).toEqual({
      released: "Hello Ada Lovelace",
      values: [
        { placeholder: "[NAME_1]", type: "NAME", value: "Ada Lovelace" },
        { placeholder: "[EMAIL_1]", type: "EMAIL", value: "ada@example.com" },
      ],
      reason: KEPT_REASON,
    });
    const [row, ...more] = await reveals(callId);
    expect([row?.staffId, more]).toEqual(["2", []]);
    expect(Buffer.from(row?.reason ?? []).toString("latin1")).not.toContain("Ada");
    const [event, ...others] = await events(callId);
    expect(others).toEqual([]);
    expect(event).toContain(row?.id);
    expect(event).not.toMatch(/Ada|order/);
    const { entries } = await listActivity(shop, { group: "revealed", before: null });
    expect(entries.find((entry) => entry.callId === callId)).toMatchObject({ who: "Staff 2", reason: KEPT_REASON });
  });

  it.each([
    ["an auditor", "3"],
    ["a support agent", "4"],
  ])("is refused to %s, and leaves no trace of having happened", async (_who, staffId) => {
    const { callId } = await makeCall();
    const response = await reveal(staffId, callId, REASON);
    expect(response.status).toBe(403);
    expect(await response.text()).not.toContain("Ada");
    expect([await reveals(callId), await events(callId)]).toEqual([[], []]);
  });

  it.each(["", "   short   ", "x".repeat(501), undefined])("takes a reason (%j is none)", async (reason) => {
    const { callId } = await makeCall();
    const response = await reveal("2", callId, reason);
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain("Ada");
    expect(await reveals(callId)).toEqual([]);
  });

  it("knows another shop's call as little as one that never was", async () => {
    const { callId } = await makeCall();
    const [foreign, none] = [
      await reveal("1", callId, REASON, other.shopId),
      await reveal("1", crypto.randomUUID(), REASON, other.shopId),
    ];
    expect([foreign.status, await foreign.text()]).toEqual([none.status, await none.text()]);
    expect(foreign.status).toBe(404);
  });

  it("finds nothing after an erasure, which takes the reason along", async () => {
    const { callId, conversationId } = await makeCall();
    await reveal("2", callId, REASON);
    await withTenant(shop, (tx) => destroySubject(tx, shop, `conversation:${conversationId}`));
    const response = await reveal("2", callId, REASON);
    expect(response.status).toBe(409);
    const [row, ...more] = await reveals(callId);
    expect([row?.subject, more]).toEqual([`conversation:${conversationId}`, []]);
    const { entries } = await listActivity(shop, { group: "revealed", before: null });
    expect(entries.find((entry) => entry.callId === callId)?.reason).toBe("Erased together with the conversation.");
  });
});
