import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closeDatabase, withTenant } from "~/db.server";
import { closeSender } from "~/modules/jobs/sender.server";
import { actOnReview } from "~/modules/review/act-on-review.server";
import { changeLogView } from "~/modules/review/change-log-view.server";
import { getReview } from "~/modules/review/get-review.server";
import { openLog } from "~/modules/review/open-log.server";
import { ViewForm } from "~/modules/review/log-view";
import { requestExport } from "~/modules/review/request-export.server";
import { revealCall } from "~/modules/review/reveal-call.server";
import { reviewField } from "~/modules/review/review-fields";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { staffField } from "~/modules/tenancy/staff-field";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import { startScriptedModel, type ScriptedModel } from "../fakes/scripted-model";
import { findInDatabase } from "./database-search";
import { makeReviewShop, staffOf } from "./review-shop";

let model: ScriptedModel;

beforeAll(async () => {
  model = await startScriptedModel();
});
beforeEach(() => model.reset());
afterAll(async () => {
  await model.close();
  await closeSender();
  await closeDatabase();
});

const judge = (judgement: "good" | "wrong", note: string, version: number) =>
  ({ intent: "judge", judgement, note, version }) as const;

/** Words of staff as they were kept before what is found in them was replaced. */
async function writeAsBefore(shop: ShopContext, conversationId: string, words: { note: string; comment: string }) {
  await withTenant(shop, async (tx) => {
    const { callId } = await tx.callReview.findFirstOrThrow();
    const { id } = await tx.reviewComment.findFirstOrThrow();
    const noteField = reviewField({ table: "call_review", column: "note" }, callId, conversationId);
    const bodyField = reviewField({ table: "review_comment", column: "body" }, id, conversationId);
    await tx.callReview.updateMany({ data: { note: await encryptField(tx, shop, noteField, words.note) } });
    await tx.reviewComment.updateMany({ data: { body: await encryptField(tx, shop, bodyField, words.comment) } });
  });
}

describe("words of staff", () => {
  it("are kept without the personal data that is found in them; colleagues and the shop's own words stay", async () => {
    const { shop, staff, askAs } = await makeReviewShop(model.baseUrl);
    await withTenant(shop, async (tx) => {
      const field = staffField("502", "name");
      const name = await encryptField(tx, shop, field, "Marit de Wit");
      await tx.staffMember.create({ data: { shopId: shop.shopId, staffId: "502", role: "reviewer", name } });
    });
    model.script(() => "Ask Vera Lund of our workshop.");
    const callId = await askAs("My mail is ada@example.com. Can I return them?");
    const text = "Marit de Wit: ada@example.com and Klaus Meyer (klaus@example.org) were told of Vera Lund";
    const kept = "Marit de Wit: [EMAIL_1] and [NAME_1] ([EMAIL_2]) were told of Vera Lund";
    await actOnReview(staff, callId, judge("wrong", text, 0));
    await actOnReview(staff, callId, { intent: "comment", id: crypto.randomUUID(), text });
    expect(await getReview(staff, callId)).toMatchObject({ note: kept, comments: [{ text: kept }] });
    expect(await revealCall(staff, callId, text)).toMatchObject({ reason: kept });
    const view = { intent: "save", name: "Complaints of Klaus Meyer", filters: "", shared: "yes" };
    await changeLogView(staff, ViewForm.parse(view));
    const wish = { format: "csv", filters: "", reason: `for ${text}`, hasPersonalData: "yes" } as const;
    await requestExport(staff, wish);
    for (const secret of ["klaus@example.org", "Klaus Meyer"]) expect(await findInDatabase(shop, secret)).toEqual([]);
    expect(await findInDatabase(shop, "were told")).toContain("call_export.reason decrypted");
  });
});

describe("who may not reveal personal data", () => {
  it("sees notes and comments masked, and never saves the mask", async () => {
    const { shop, staff, askAs, conversationId } = await makeReviewShop(model.baseUrl);
    const callId = await askAs("My mail is ada@example.com. Can I return them?");
    const note = "ada@example.com asked, and bob@example.org answered";
    await actOnReview(staff, callId, judge("wrong", "any", 0));
    await actOnReview(staff, callId, { intent: "comment", id: crypto.randomUUID(), text: "any" });
    await writeAsBefore(shop, conversationId, { note, comment: "See ada@example.com" });
    expect(await getReview(staff, callId)).toMatchObject({ note, isMasked: false });
    for (const role of ["support_agent", "auditor"] as const) {
      const seen = await getReview(staffOf(shop, "503", role), callId);
      expect(seen).toMatchObject({ isMasked: true, comments: [{ text: "See [EMAIL_1]" }] });
      expect(seen.note).toBe("[EMAIL_1] asked, and [EMAIL_2] answered");
    }
    const masked = staffOf(shop, "503", "support_agent");
    const seen = await getReview(masked, callId);
    expect(await actOnReview(masked, callId, judge("good", seen.note, seen.version))).toEqual({ ok: true });
    expect(await getReview(staff, callId)).toMatchObject({ judgement: "good", note });
  });

  it("does not see messages that no model was asked about; who may sees them", async () => {
    const { shop, staff, askAs } = await makeReviewShop(model.baseUrl);
    const callId = await askAs("Can I return them?");
    const turn = { author: "shopper", status: "complete", callId: null };
    const turns = [
      { ...turn, id: "asked", text: "Can I return them?", createdAt: "2026-01-01T00:00:00.000Z" },
      { ...turn, id: "answer", callId, text: "Yes.", createdAt: "2099-01-01T00:00:00.000Z" },
      { ...turn, id: "later", text: "This is for Quirina", createdAt: "2099-01-01T00:00:01.000Z" },
    ];
    const seenBy = async (reader: ShopContext) =>
      (await openLog(reader, callId, () => Promise.resolve(turns))).context.turns.map(({ text }) => text);
    expect(await seenBy(staffOf(shop, "503", "support_agent"))).toEqual(["Can I return them?", "Yes.", null]);
    expect(await seenBy(staff)).toEqual(["Can I return them?", "Yes.", "This is for Quirina"]);
  });
});
