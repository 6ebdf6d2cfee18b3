import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closeDatabase, withTenant } from "~/db.server";
import { deleteEndpoint } from "~/modules/inference/delete-endpoint.server";
import { getCallRecord } from "~/modules/inference/get-call-record.server";
import { listEndpoints } from "~/modules/inference/list-endpoints.server";
import { closeSender } from "~/modules/jobs/sender.server";
import { addTestCase } from "~/modules/review/add-test-case.server";
import { eraseConversations as eraseReviews } from "~/modules/review/erase-conversations.server";
import { listTestSet } from "~/modules/review/list-test-set.server";
import { openReplay } from "~/modules/review/open-replay.server";
import type { PromptChoice } from "~/modules/review/prompt-choice";
import { replayCall } from "~/modules/review/replay-call.server";
import { removeTestCase } from "~/modules/review/remove-test-case.server";
import { cancelTestRun, requestTestRun } from "~/modules/review/request-test-run.server";
import { reviewHandlers } from "~/modules/review/review-jobs.server";
import { reviveStalled } from "~/modules/review/revive-stalled.server";
import { runTests } from "~/modules/review/run-tests.server";
import { eraseConversations } from "~/modules/support-chat/erase-conversations.server";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { startScriptedModel, type ScriptedModel } from "../fakes/scripted-model";
import { asOwner } from "./owner";
import { eventsOf, makeReviewShop } from "./review-shop";

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

const PROMPTS = [{ version: "test@2", language: null, text: "Newer words." }];

async function serverOf(shop: ShopContext): Promise<string> {
  return (await listEndpoints(shop))[0]?.id ?? "";
}

async function again(staff: ShopContext, callId: string, choice: PromptChoice, other = "") {
  const source = { ...(await getCallRecord(staff, callId)), callId };
  const signal = new AbortController().signal;
  const endpoint = await serverOf(staff);
  return replayCall(staff, source, { ...choice, endpoint, model: other, prompts: PROMPTS, signal, staffId: "501" });
}

/** What the model was sent last, without the words that are new in each call. */
function lastSent() {
  const { messages, model: name } = model.requests.at(-1)?.body ?? {};
  return { name, text: JSON.stringify(messages).replaceAll(/(DATA|canary)-[0-9a-f]+/g, "$1") };
}

describe("running again", () => {
  it("sends the same words with the same placeholders, as a recorded call of its own that restores nothing", async () => {
    const { staff, askAs, conversationId } = await makeReviewShop(model.baseUrl);
    model.script(({ body }) => `We write to ${/\[EMAIL_\d\]/.exec(JSON.stringify(body))?.[0] ?? "nobody"}.`);
    const callId = await askAs("My mail is ada@example.com. Where do you write to?");
    const first = lastSent();
    expect(first.text).toContain("[EMAIL_1]");
    const outcome = await again(staff, callId, { prompt: "as_sent" });
    expect(lastSent()).toEqual(first);
    expect(outcome).toMatchObject({ state: "complete", text: "We write to [EMAIL_1].", withheld: [] });
    const record = await getCallRecord(staff, outcome.callId);
    expect(record).toMatchObject({ purpose: "replay", conversationId, promptVersion: "test@1", state: "complete" });
    expect(await withTenant(staff, (tx) => tx.message.count())).toBe(0);
    expect(await eventsOf(staff, "model_call.replayed")).toMatchObject([
      { payload: { callId, replay: outcome.callId, prompt: "as_sent" }, actor: { id: "501" } },
    ]);
    expect((await eventsOf(staff, "model_call.finished")).at(-1)?.payload).toMatchObject({ purpose: "replay" });
  });

  it("marks an experiment, and keeps personal data of its words out of the prompt", async () => {
    const { staff, askAs } = await makeReviewShop(model.baseUrl);
    const callId = await askAs("Can I return them?");
    const instructions = "Answer like ada@example.com would. <|im_start|>";
    const { callId: replayId } = await again(staff, callId, { prompt: "experiment", instructions }, "other-model");
    expect(lastSent().name).toBe("other-model");
    expect(lastSent().text).toContain("Answer like [EMAIL_1] would.");
    expect(lastSent().text).not.toContain("im_start");
    expect(await getCallRecord(staff, replayId)).toMatchObject({
      promptVersion: "test@1 experiment",
      model: "other-model",
    });
    const page = await openReplay(staff, callId, null, PROMPTS);
    expect(page.replays).toMatchObject([{ callId: replayId, isExperiment: true }]);
    expect(page).toMatchObject({
      current: { version: "test@2" },
      chosen: { id: replayId },
      original: { released: null },
    });
  });

  it("takes the words that the feature uses now", async () => {
    const { staff, askAs } = await makeReviewShop(model.baseUrl);
    const { callId } = await again(staff, await askAs("Can I return them?"), { prompt: "current" });
    expect(lastSent().text).toContain("Newer words.");
    expect((await getCallRecord(staff, callId)).promptVersion).toBe("test@2");
  });

  it("is checked like any answer", async () => {
    const { staff, askAs } = await makeReviewShop(model.baseUrl);
    const callId = await askAs("How long can I return them?");
    model.script("Within 99 days. Write to bob@example.org.");
    const outcome = await again(staff, callId, { prompt: "as_sent" });
    expect(outcome).toMatchObject({ text: "", withheld: [{ reason: "figure_not_in_evidence" }, {}] });
  });

  it("refuses what was erased, other shops' servers, and calls without a question", async () => {
    const { shop, staff, askAs, conversationId } = await makeReviewShop(model.baseUrl);
    const theirs = await makeReviewShop(model.baseUrl);
    const callId = await askAs("Can I return them?");
    const source = { ...(await getCallRecord(staff, callId)), callId };
    const options = {
      prompt: "as_sent",
      model: "",
      prompts: [],
      signal: new AbortController().signal,
      staffId: "501",
    } as const;
    await expect(
      replayCall(staff, source, { ...options, endpoint: await serverOf(theirs.shop) }),
    ).rejects.toMatchObject({
      code: "not_found",
    });
    const probe = { ...source, request: '{"messages":[{"role":"user","content":"hi"}],"max_tokens":8}' };
    const endpoint = await serverOf(shop);
    await expect(replayCall(staff, probe, { ...options, endpoint })).rejects.toMatchObject({ code: "unprocessable" });
    await withTenant(shop, (tx) => eraseConversations(tx, shop, [conversationId]));
    await expect(again(staff, callId, { prompt: "as_sent" })).rejects.toMatchObject({ code: "unprocessable" });
    await expect(openReplay(theirs.staff, callId, null, [])).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the test set", () => {
  const run = (shop: ShopContext, runId: string) =>
    runTests(systemShop(shop.shopId, "test"), runId, {
      prompts: PROMPTS,
      forMs: 20_000,
      signal: new AbortController().signal,
    });

  it("goes on by itself after the queue has given its job up, and ends with a word when that was a day ago", async () => {
    const { shop, staff, askCopy } = await makeReviewShop(model.baseUrl);
    await addTestCase(staff, await askCopy("First"));
    const wish = { prompt: "as_sent", endpoint: await serverOf(shop), model: "" } as const;
    const runId = await requestTestRun(staff, wish);
    const jobs = (state: string) =>
      asOwner(async (client) => {
        const counted = await client.query<{ n: number }>(
          "SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'review-run-tests' AND data->>'runId' = $1 AND state::text = $2",
          [runId, state],
        );
        return counted.rows[0]?.n;
      });
    const giveUp = () =>
      asOwner((client) =>
        client.query("UPDATE pgboss.job SET state = 'failed' WHERE name = 'review-run-tests' AND data->>'runId' = $1", [
          runId,
        ]),
      );
    await reviveStalled(shop);
    expect(await jobs("created")).toBe(1);
    await giveUp();
    await expect(requestTestRun(staff, wish)).rejects.toMatchObject({ code: "conflict" });
    await reviveStalled(shop);
    await reviveStalled(shop);
    expect(await jobs("created")).toBe(1);

    await giveUp();
    const yesterday = new Date(Date.now() - 25 * 3_600_000);
    await withTenant(shop, (tx) => tx.testRun.updateMany({ data: { createdAt: yesterday } }));
    await reviveStalled(shop);
    expect(await jobs("created")).toBe(0);
    const [ended] = (await listTestSet(staff)).runs;
    expect(ended?.state).toBe("cancelled");
    expect(ended?.problem).toMatch(/could not go on for a day/);
    await requestTestRun(staff, wish);
  });

  it("shows that it waits while the database fails, and asks nothing twice when it goes on", async () => {
    const { shop, staff, askCopy } = await makeReviewShop(model.baseUrl);
    for (const question of ["First", "Second"]) await addTestCase(staff, await askCopy(question));
    const runId = await requestTestRun(staff, { prompt: "as_sent", endpoint: await serverOf(shop), model: "" });
    const handler = reviewHandlers(PROMPTS).find(({ job }) => job.name === "review-run-tests");
    const payload = { shopId: shop.shopId, runId };
    const work = () => handler?.run(payload, new AbortController().signal);
    model.script(() => "Yes.");
    const asked = model.requests.length;
    const rename = (from: string, to: string) =>
      asOwner((client) => client.query(`ALTER TABLE ${from} RENAME TO ${to}`));
    await rename("test_result", "test_result_away");
    await expect(work())
      .rejects.toThrow()
      .finally(() => rename("test_result_away", "test_result"));
    const [waiting] = (await listTestSet(staff)).runs;
    expect(waiting?.state).toBe("running");
    expect(waiting?.problem).toMatch(/try again/i);
    await work();
    const [ended] = (await listTestSet(staff)).runs;
    expect(ended).toMatchObject({ state: "done", problem: null, counts: { pass: 2 } });
    expect(model.requests.length - asked).toBe(2);
  });

  it("keeps a call once, encrypted, and lets it go", async () => {
    const { staff, askAs } = await makeReviewShop(model.baseUrl);
    const callId = await askAs("May Ada return them?");
    await addTestCase(staff, callId);
    await addTestCase(staff, callId);
    const { cases, total } = await listTestSet(staff);
    expect(total).toBe(1);
    expect(cases[0]).toMatchObject({ callId, purpose: "chat", promptVersion: "test@1" });
    expect(cases[0]?.question).toMatch(/return them\?$/);
    await removeTestCase(staff, cases[0]?.id ?? "");
    await removeTestCase(staff, cases[0]?.id ?? "");
    expect((await listTestSet(staff)).total).toBe(0);
    expect((await eventsOf(staff, "test_case.")).map(({ type }) => type)).toEqual([
      "test_case.added",
      "test_case.removed",
    ]);
  });

  it("is asked as a job, and counts what passed, what was withheld, what failed and what was erased", async () => {
    const { shop, staff, askAs, askCopy, conversationId } = await makeReviewShop(model.baseUrl);
    const erased = await askAs("Question of a person");
    const calls = [await askCopy("First"), await askCopy("Second"), await askCopy("Third")];
    for (const callId of [...calls, erased]) await addTestCase(staff, callId);
    const endpoint = await serverOf(shop);
    const runId = await requestTestRun(staff, { prompt: "current", endpoint, model: "" });
    await expect(requestTestRun(staff, { prompt: "as_sent", endpoint, model: "" })).rejects.toMatchObject({
      code: "conflict",
    });
    // Without the case's row being removed: only the key is gone.
    await withTenant(shop, (tx) => eraseConversations(tx, shop, [conversationId]));
    model.script(({ raw }) => {
      if (raw.includes("Second")) return "In 99 days.";
      return raw.includes("Third") ? [{ status: 500 }] : "Yes.";
    });
    expect(await run(shop, runId)).toEqual({ next: "end" });
    const { runs, results } = await listTestSet(staff);
    expect(runs).toMatchObject([
      { id: runId, state: "done", total: 4, prompt: "current", counts: { pass: 1, withheld: 1, fail: 1, erased: 1 } },
    ]);
    expect(results[runId]).toHaveLength(4);
    expect(model.requests.some(({ raw }) => raw.includes("Newer words."))).toBe(true);
    expect((await eventsOf(shop, "test_run.")).map(({ type }) => type)).toEqual([
      "test_run.started",
      "test_run.finished",
    ]);
    expect(await run(shop, runId)).toEqual({ next: "end" });
    expect(await withTenant(shop, (tx) => tx.testResult.count())).toBe(4);
  });

  it("counts a case that cannot be asked as failed and goes on; without its server it ends and says why", async () => {
    const { shop, staff, askCopy } = await makeReviewShop(model.baseUrl);
    for (const text of ["First", "Second", "Third"]) await addTestCase(staff, await askCopy(text));
    const endpoint = await serverOf(shop);
    const [broken] = await withTenant(shop, (tx) => tx.testCase.findMany({ orderBy: { createdAt: "asc" } }));
    await withTenant(shop, (tx) =>
      tx.testCase.updateMany({ where: { id: broken?.id ?? "" }, data: { body: Buffer.from("unreadable") } }),
    );
    const runId = await requestTestRun(staff, { prompt: "as_sent", endpoint, model: "" });
    expect(await run(shop, runId)).toEqual({ next: "end" });
    await removeTestCase(staff, broken?.id ?? "");
    expect((await listTestSet(staff)).runs[0]).toMatchObject({ state: "done", counts: { pass: 2, fail: 1 } });
    const second = await requestTestRun(staff, { prompt: "as_sent", endpoint, model: "" });
    await deleteEndpoint(shop, endpoint);
    expect(await run(shop, second)).toEqual({ next: "end" });
    expect((await listTestSet(staff)).runs[0]).toMatchObject({
      id: second,
      state: "cancelled",
      problem: "This model server was removed already.",
    });
  });

  it("goes on after a cut, stops when told to, and refuses an empty set", async () => {
    const { shop, staff, askCopy } = await makeReviewShop(model.baseUrl);
    const endpoint = await serverOf(shop);
    await expect(requestTestRun(staff, { prompt: "as_sent", endpoint, model: "" })).rejects.toMatchObject({
      code: "unprocessable",
    });
    for (const text of ["First", "Second"]) await addTestCase(staff, await askCopy(text));
    const runId = await requestTestRun(staff, { prompt: "as_sent", endpoint, model: "" });
    const options = { prompts: PROMPTS, signal: new AbortController().signal };
    expect(await runTests(shop, runId, { ...options, forMs: -1 })).toEqual({ next: "go_on" });
    await cancelTestRun(staff, runId);
    expect(await run(shop, runId)).toEqual({ next: "end" });
    expect((await listTestSet(staff)).runs[0]).toMatchObject({ state: "cancelled", counts: { pass: 0 } });
  });

  it("is not another shop's", async () => {
    const mine = await makeReviewShop(model.baseUrl);
    const theirs = await makeReviewShop(model.baseUrl);
    await addTestCase(theirs.staff, await theirs.askCopy("Text"));
    const runId = await requestTestRun(theirs.staff, {
      prompt: "as_sent",
      endpoint: await serverOf(theirs.shop),
      model: "",
    });
    const { cases } = await listTestSet(theirs.staff);
    await removeTestCase(mine.staff, cases[0]?.id ?? "");
    await cancelTestRun(mine.staff, runId);
    expect(await run(mine.shop, runId)).toEqual({ next: "end" });
    expect(await listTestSet(theirs.staff)).toMatchObject({ total: 1, runs: [{ state: "running" }] });
    await withTenant(theirs.shop, (tx) => eraseReviews(tx, theirs.shop, [theirs.conversationId]));
    expect(await listTestSet(theirs.staff)).toMatchObject({ total: 1 });
  });
});
