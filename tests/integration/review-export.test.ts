import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { closeDatabase, withTenant } from "~/db.server";
import { closeSender } from "~/modules/jobs/sender.server";
import type { CallFilter } from "~/modules/inference/call-filter";
import { countCalls } from "~/modules/inference/find-call-ids.server";
import { privacyHandlers } from "~/modules/privacy/privacy-jobs.server";
import { requestRetention } from "~/modules/privacy/request-retention.server";
import { retainShopJob } from "~/modules/privacy/retention-jobs";
import { actOnReview } from "~/modules/review/act-on-review.server";
import { downloadExport } from "~/modules/review/download-export.server";
import { endExport } from "~/modules/review/end-export.server";
import { eraseConversations as eraseReviews } from "~/modules/review/erase-conversations.server";
import { listExports } from "~/modules/review/list-exports.server";
import { requestExport } from "~/modules/review/request-export.server";
import { runExport } from "~/modules/review/run-export.server";
import { signExport } from "~/modules/review/sign-export.server";
import { eraseConversations } from "~/modules/support-chat/erase-conversations.server";
import { requireDownload, signDownload } from "~/modules/tenancy/download-ticket.server";
import * as permissions from "~/modules/tenancy/permissions";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { sweeps } from "~/personal-data.server";
import { startScriptedModel, type ScriptedModel } from "../fakes/scripted-model";
import { tamper } from "./audit-shop";
import { eventsOf, makeReviewShop } from "./review-shop";
import { addStaff } from "./staff-shop";

vi.mock("~/modules/tenancy/permissions", { spy: true });

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

const PLAIN = { format: "jsonl", filters: "", reason: "", hasPersonalData: "no" } as const;
const run = (shop: ShopContext, id: string) =>
  runExport(shop, id, { forMs: 20_000, signal: new AbortController().signal });

async function read(shop: ShopContext, id: string): Promise<string> {
  return new Response((await downloadExport(shop, id)).body).text();
}

const linesOf = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** A shop with one call whose answer shows the shopper their own address. */
async function shopWithPersonalCall() {
  const made = await makeReviewShop(model.baseUrl);
  model.script(({ body }) => `We write to ${/\[EMAIL_\d\]/.exec(JSON.stringify(body))?.[0] ?? "nobody"}.`);
  const callId = await made.askAs("My mail is ada@example.com. Where do you write to?");
  model.reset();
  return { ...made, callId };
}

describe("an export", () => {
  it("holds the filtered calls with placeholders, encrypted at rest, and every step is in the audit log", async () => {
    const { shop, staff, callId, askCopy } = await shopWithPersonalCall();
    await askCopy("Write a text");
    const id = await requestExport(staff, { ...PLAIN, filters: "purpose=chat" });
    expect(await listExports(staff)).toMatchObject([{ id, state: "running", total: 1, rowsDone: 0 }]);
    await expect(read(staff, id)).rejects.toMatchObject({ code: "not_found" });
    expect(await run(shop, id)).toBe("end");
    expect(await listExports(staff)).toMatchObject([{ state: "ready", rowsDone: 1, cutBy: null, erasedRows: 0 }]);
    const text = await read(staff, id);
    expect(linesOf(text)).toMatchObject([
      { id: callId, feature: "chat", released: "We write to [EMAIL_1].", erased: false },
    ]);
    expect(text).not.toContain("ada@example.com");
    const parts = await withTenant(staff, (tx) => tx.callExportPart.findMany());
    expect(parts.some(({ body }) => Buffer.from(body).includes("We write"))).toBe(false);
    expect((await eventsOf(staff, "call_export.")).map(({ type }) => type)).toEqual([
      "call_export.requested",
      "call_export.finished",
      "call_export.downloaded",
    ]);
  });

  it("holds personal data only with a reason, which is kept encrypted", async () => {
    const { shop, staff } = await shopWithPersonalCall();
    await expect(requestExport(staff, { ...PLAIN, hasPersonalData: "yes" })).rejects.toMatchObject({
      code: "bad_request",
    });
    const reason = "Complaint 4711 of Ada Brandt";
    const id = await requestExport(staff, { ...PLAIN, hasPersonalData: "yes", reason });
    await run(shop, id);
    expect(await read(staff, id)).toContain("We write to ada@example.com.");
    const row = await withTenant(staff, (tx) => tx.callExport.findFirstOrThrow());
    expect(Buffer.from(row.reason ?? []).includes("Ada")).toBe(false);
    expect(JSON.stringify(await eventsOf(staff, "call_export."))).not.toContain("Ada");
  });

  it("counts its calls in the database, for every kind of filter and up to the bound", async () => {
    const { staff, callId, askCopy } = await shopWithPersonalCall();
    for (const text of ["One", "Two"]) await askCopy(text);
    await actOnReview(staff, callId, { intent: "judge", judgement: "good", note: "", version: 0 });
    const count = (filter: CallFilter, most = 100) =>
      withTenant(staff, (tx) => countCalls(tx, staff.shopId, filter, most));
    expect(await count({})).toBe(3);
    expect(await count({}, 2)).toBe(2);
    expect(await count({ purposes: ["copy"] })).toBe(2);
    expect(await count({ purposes: ["copy"] }, 1)).toBe(1);
    expect(await count({ judgements: ["good"] })).toBe(1);
    expect(await count({ models: ["no such model"] })).toBe(0);
  });

  it("has a call that cannot be read without its texts, and goes on with the others", async () => {
    const { shop, staff, callId, askCopy } = await shopWithPersonalCall();
    const copyId = await askCopy("Write a text");
    await tamper((client) => client.query("UPDATE model_call SET released = 'damaged' WHERE id = $1", [callId]));
    const id = await requestExport(staff, PLAIN);
    expect(await run(shop, id)).toBe("end");
    expect(linesOf(await read(staff, id))).toMatchObject([
      { id: copyId, unreadable: false, sent: expect.any(String) as string },
      { id: callId, unreadable: true, feature: "chat", erased: false, sent: null, returned: null, released: null },
    ]);
  });

  it("is a spreadsheet that runs nothing", async () => {
    const { shop, staff, askCopy } = await makeReviewShop(model.baseUrl);
    model.script("=HYPERLINK(1)");
    await askCopy("Text");
    const id = await requestExport(staff, { ...PLAIN, format: "csv" });
    await run(shop, id);
    const bytes = new Uint8Array(await new Response((await downloadExport(staff, id)).body).arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = new TextDecoder().decode(bytes);
    expect(text.split("\r\n")[0]).toContain('"id","time","feature"');
    expect(text).toContain(`"'=HYPERLINK(1)"`);
  });

  it("goes on where it was cut off, and has each call once", async () => {
    const { shop, staff, askCopy } = await makeReviewShop(model.baseUrl);
    for (let index = 0; index < 110; index += 1) await askCopy(`Text ${index}`);
    const id = await requestExport(staff, PLAIN);
    const stopped = new AbortController();
    const first = runExport(shop, id, { forMs: 20_000, signal: stopped.signal });
    const second = run(shop, id);
    stopped.abort();
    await Promise.all([first, second]);
    await askCopy("made later");
    await run(shop, id);
    const ids = linesOf(await read(staff, id)).map((line) => line["id"]);
    expect(ids).toHaveLength(110);
    expect(new Set(ids).size).toBe(110);
    expect(await withTenant(staff, (tx) => tx.callExportPart.count())).toBe(3);
  }, 60_000);

  it("marks erased calls, and a later erasure deletes the files that hold the person", async () => {
    const { shop, staff, callId, conversationId, askCopy } = await shopWithPersonalCall();
    const copyId = await askCopy("Write a text");
    const withPerson = await requestExport(staff, PLAIN);
    const without = await requestExport(staff, { ...PLAIN, filters: "purpose=copy" });
    await run(shop, withPerson);
    await run(shop, without);
    await withTenant(shop, async (tx) => {
      expect(await eraseReviews(tx, shop, [conversationId])).toMatchObject({ exports: 1 });
      await eraseConversations(tx, shop, [conversationId]);
    });
    await expect(read(staff, withPerson)).rejects.toMatchObject({ code: "not_found" });
    expect(linesOf(await read(staff, without))).toMatchObject([{ id: copyId }]);
    expect((await listExports(staff)).map(({ state }) => state).sort()).toEqual(["erased", "ready"]);
    const later = await requestExport(staff, PLAIN);
    await run(shop, later);
    expect(linesOf(await read(staff, later))).toMatchObject([
      { id: copyId, erased: false },
      { id: callId, erased: true, sent: null, returned: null, released: null },
    ]);
    expect((await listExports(staff))[0]).toMatchObject({ erasedRows: 1 });
  });

  it("ends when it is deleted or its time is over, and is no other shop's", async () => {
    const { shop, staff } = await shopWithPersonalCall();
    const theirs = await makeReviewShop(model.baseUrl);
    await expect(requestExport(theirs.staff, PLAIN)).rejects.toMatchObject({ code: "unprocessable" });
    const [first, second] = [await requestExport(staff, PLAIN), await requestExport(staff, PLAIN)];
    await endExport(staff, first, "cancelled");
    expect(await run(shop, first)).toBe("end");
    await run(shop, second);
    await expect(read(theirs.staff, second)).rejects.toMatchObject({ code: "not_found" });
    await endExport(theirs.staff, second, "cancelled");
    expect(await run(theirs.shop, second)).toBe("end");
    await withTenant(staff, (tx) =>
      tx.callExport.updateMany({ where: { id: second }, data: { expiresAt: new Date(0) } }),
    );
    await expect(read(staff, second)).rejects.toMatchObject({ code: "not_found" });
    await endExport(shop, second, "expired");
    expect(await withTenant(staff, (tx) => tx.callExportPart.count())).toBe(0);
    expect((await listExports(staff)).map(({ state }) => state).sort()).toEqual(["cancelled", "expired"]);
  });
});

describe("the nightly retention", () => {
  it("deletes the contents of exports whose own job was lost, and leaves the others", async () => {
    const { shop, staff } = await shopWithPersonalCall();
    const [old, young] = [await requestExport(staff, PLAIN), await requestExport(staff, PLAIN)];
    for (const id of [old, young]) await run(shop, id);
    await withTenant(staff, (tx) => tx.callExport.updateMany({ where: { id: old }, data: { expiresAt: new Date(0) } }));
    const runId = await requestRetention(staff, "schedule");
    const job = privacyHandlers([], [], sweeps).find(({ job: { name } }) => name === retainShopJob.name);
    await job?.run({ shopId: shop.shopId, runId }, new AbortController().signal);
    expect((await listExports(staff)).map(({ id, state }) => [id, state])).toEqual(
      expect.arrayContaining([
        [old, "expired"],
        [young, "ready"],
      ]),
    );
    expect(await withTenant(staff, (tx) => tx.callExportPart.count())).toBe(1);
    expect((await eventsOf(staff, "call_export.expired")).map(({ payload }) => payload)).toEqual([{ export: old }]);
  });
});

describe("a download ticket", () => {
  const take = (url: string) => requireDownload(new Request(`http://localhost${url}`), "logs.export");

  it("is good for its address, its shop and who asked only", async () => {
    const { staff } = await makeReviewShop(model.baseUrl);
    await addStaff(staff.shopId, "501", "reviewer");
    const url = signDownload(staff, "/download/calls/1");
    const shop = await take(url);
    expect(shop).toMatchObject({ shopId: staff.shopId, actor: { kind: "staff", id: "501" } });
    const wrong = ["/download/calls/1", url.replace("/1?", "/2?"), `${url}x`, url.replace("ticket=", "ticket=e30.")];
    for (const address of wrong) await expect(take(address)).rejects.toThrow("no valid download ticket");
  });

  it("ends with the role, and with the app", async () => {
    const { staff } = await makeReviewShop(model.baseUrl);
    const url = signDownload(staff, "/download/calls/1");
    await expect(take(url)).rejects.toMatchObject({ code: "forbidden" });
    await addStaff(staff.shopId, "501", "auditor");
    await expect(take(url)).rejects.toMatchObject({ code: "forbidden" });
    await withTenant(staff, (tx) => tx.staffMember.updateMany({ data: { role: "reviewer" } }));
    expect(await take(url)).toMatchObject({ actor: { id: "501", role: "reviewer" } });
    await withTenant(staff, (tx) => tx.shop.updateMany({ data: { uninstalledAt: new Date() } }));
    await expect(take(url)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("for personal data takes the permission to reveal it, when it is signed and when it is used", async () => {
    const { shop, staff } = await shopWithPersonalCall();
    const id = await requestExport(staff, { ...PLAIN, hasPersonalData: "yes", reason: "Complaint 4711" });
    await run(shop, id);
    const mayExport = vi.spyOn(permissions, "isAllowed").mockImplementation((_role, which) => which === "logs.export");
    await expect(signExport(staff, id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(downloadExport(staff, id)).rejects.toMatchObject({ code: "forbidden" });
    mayExport.mockRestore();
    expect(await signExport(staff, id)).toContain(`/download/calls/${id}?ticket=`);
    expect(await read(staff, id)).toContain("ada@example.com");
  });
});
