import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closeDatabase } from "~/db.server";
import { closeSender } from "~/modules/jobs/sender.server";
import { actOnReview } from "~/modules/review/act-on-review.server";
import { getReview } from "~/modules/review/get-review.server";
import { openLog } from "~/modules/review/open-log.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { startScriptedModel, type ScriptedModel } from "../fakes/scripted-model";
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

describe("who may not reveal personal data", () => {
  it("sees notes and comments masked, and never saves the mask", async () => {
    const { shop, staff, askAs } = await makeReviewShop(model.baseUrl);
    const callId = await askAs("My mail is ada@example.com. Can I return them?");
    const note = "ada@example.com asked, and bob@example.org answered";
    await actOnReview(staff, callId, judge("wrong", note, 0));
    await actOnReview(staff, callId, {
      intent: "comment",
      id: crypto.randomUUID(),
      text: "See ada@example.com",
    });
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
