import { withTenant, type TenantTx } from "~/db.server";
import type { TestCase, TestRun } from "~/generated/prisma/client";
import { toAppError } from "~/lib/error-response.server";
import { logger } from "~/logger.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import type { KnownPrompt, PromptChoice } from "./prompt-choice";
import { readTestCase } from "./read-test-case.server";
import { replayCall } from "./replay-call.server";
import { testOutcome, type TestOutcome } from "./test-run";

export type TestAdvance = { readonly next: "go_on" | "end" } | { readonly next: "wait"; readonly s: number };

type Options = { readonly prompts: readonly KnownPrompt[]; readonly forMs: number; readonly signal: AbortSignal };

/**
 * Asks one case after the other until the run has ended, the time is over, or the budget says to wait. A case is asked at most twice: once more
 * when the worker was killed between the call and its result. One that cannot be asked has failed; without its server the run ends.
 * @throws AppError `database_unavailable`, `keys_unavailable`: nothing of the case is stored then.
 */
export async function runTests(shop: ShopContext, runId: string, options: Options): Promise<TestAdvance> {
  const until = Date.now() + options.forMs;
  for (;;) {
    const next = await findNext(shop, runId);
    if (!next) return { next: "end" };
    if (options.signal.aborted || Date.now() > until) return { next: "go_on" };
    try {
      await askCase(shop, next, options);
    } catch (error) {
      const advance = await takeFailure(shop, next, error, options.signal);
      if (advance) return advance;
    }
  }
}

/** @returns null when the next case may be asked */
async function takeFailure(
  shop: ShopContext,
  { run, testCase }: Next,
  error: unknown,
  signal: AbortSignal,
): Promise<TestAdvance | null> {
  if (signal.aborted) return { next: "go_on" };
  // The database failed, not the case.
  if (error instanceof Error && error.name.startsWith("PrismaClient")) throw error;
  const { code, userMessage, retryAfterS } = toAppError(error);
  switch (code) {
    case "budget_exceeded":
      await noteProblem(shop, run.id, userMessage);
      return { next: "wait", s: retryAfterS ?? 60 };
    case "database_unavailable":
    case "keys_unavailable":
      throw error;
    case "not_found":
      await withTenant(shop, (tx) => breakOff(tx, shop, run.id, userMessage));
      return { next: "end" };
    default:
      logger.warn({ shopId: shop.shopId, runId: run.id, caseId: testCase.id, err: error }, "a test case failed");
      await saveResult(shop, { run, testCase }, "fail", null);
      return null;
  }
}

type Next = { readonly run: TestRun; readonly testCase: TestCase; readonly choice: PromptChoice };

/** The oldest case without a result; without one the run is done. Cases that were added since it began are not part of it. */
async function findNext(shop: ShopContext, runId: string): Promise<Next | null> {
  const { shopId } = shop;
  return withTenant(shop, async (tx) => {
    const run = await tx.testRun.findUnique({ where: { shopId_id: { shopId, id: runId } } });
    if (run?.state !== "running") return null;
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      SELECT c.id FROM test_case c
      WHERE c.shop_id = ${shopId} AND c.created_at <= ${run.createdAt}
        AND NOT EXISTS (SELECT FROM test_result r WHERE r.shop_id = c.shop_id AND r.run_id = ${runId}::uuid AND r.case_id = c.id)
      ORDER BY c.created_at, c.id LIMIT 1`;
    if (row) {
      const testCase = await tx.testCase.findUniqueOrThrow({ where: { shopId_id: { shopId, id: row.id } } });
      return { run, testCase, choice: await readChoice(tx, shop, run) };
    }
    await finishRun(tx, shop, runId);
    return null;
  });
}

async function readChoice(tx: TenantTx, shop: ShopContext, run: TestRun): Promise<PromptChoice> {
  const { id, promptVersion, instructions } = run;
  if (promptVersion !== "experiment" || !instructions)
    return { prompt: promptVersion === "current" ? "current" : "as_sent" };
  const field = { table: "test_run", column: "instructions", row: id };
  return { prompt: "experiment", instructions: await decryptField(tx, shop, field, instructions) };
}

async function finishRun(tx: TenantTx, shop: ShopContext, runId: string): Promise<void> {
  const { shopId } = shop;
  const { count } = await tx.testRun.updateMany({
    where: { shopId, id: runId, state: "running" },
    data: { state: "done", finishedAt: new Date(), error: null },
  });
  if (count === 0) return;
  const results = await tx.testResult.groupBy({ by: ["outcome"], where: { shopId, runId }, _count: true });
  const counts = Object.fromEntries(results.map(({ outcome, _count }) => [outcome, _count]));
  await appendEvent(tx, shop, { type: "test_run.finished", payload: { run: runId, counts } });
}

/** Ends a run that cannot go on: its results stay, and the set can be asked again. */
export async function breakOff(tx: TenantTx, shop: ShopContext, runId: string, problem: string | null): Promise<void> {
  const { shopId } = shop;
  const { count } = await tx.testRun.updateMany({
    where: { shopId, id: runId, state: "running" },
    data: { state: "cancelled", finishedAt: new Date(), error: problem },
  });
  if (count > 0) await appendEvent(tx, shop, { type: "test_run.cancelled", payload: { run: runId } });
}

async function askCase(shop: ShopContext, { run, testCase, choice }: Next, options: Options): Promise<void> {
  const body = await withTenant(shop, (tx) => readTestCase(tx, shop, testCase));
  if (!body) return saveResult(shop, { run, testCase }, "erased", null);
  const outcome = await replayCall(
    shop,
    {
      callId: testCase.callId,
      purpose: testCase.purpose,
      promptVersion: testCase.promptVersion,
      conversationId: testCase.conversationId,
      ...body,
    },
    {
      ...choice,
      endpoint: run.endpoint,
      model: run.model,
      prompts: options.prompts,
      signal: options.signal,
      runId: run.id,
      staffId: run.createdBy,
    },
  );
  // Stopped in the middle by the worker's end: asked again later.
  if (options.signal.aborted && outcome.errorCode === "aborted") return;
  const result = testOutcome({ state: outcome.state, withheld: outcome.withheld.length > 0 });
  await saveResult(shop, { run, testCase }, result, outcome.callId);
}

function saveResult(
  shop: ShopContext,
  { run, testCase }: Pick<Next, "run" | "testCase">,
  outcome: TestOutcome,
  callId: string | null,
): Promise<void> {
  const row = { shopId: shop.shopId, runId: run.id, caseId: testCase.id, callId, outcome };
  return withTenant(shop, async (tx) => {
    await tx.testResult.createMany({ data: [row], skipDuplicates: true });
    await tx.testRun.updateMany({ where: { shopId: shop.shopId, id: run.id }, data: { error: null } });
  });
}

/** Shows staff why a run does not go on; it is tried again by itself. */
export async function noteProblem(shop: ShopContext, runId: string, problem: string): Promise<void> {
  await withTenant(shop, (tx) =>
    tx.testRun.updateMany({ where: { shopId: shop.shopId, id: runId, state: "running" }, data: { error: problem } }),
  );
}
