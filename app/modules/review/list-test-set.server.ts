import { withTenant, type TenantTx } from "~/db.server";
import { readSentRequest } from "~/modules/inference/sent-request";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { readTestCase } from "./read-test-case.server";
import type { TestCase } from "./test-case";
import { TEST_OUTCOMES, type TestOutcome, type TestRun } from "./test-run";

/** Newest first; a page for more is not worth it before a set is larger. */
const MAX_SHOWN_CASES = 100;
const MAX_SHOWN_RUNS = 10;

export type TestResult = { readonly caseId: string; readonly outcome: TestOutcome; readonly callId: string | null };

export type TestSet = {
  readonly cases: readonly TestCase[];
  readonly total: number;
  /** Newest first. */
  readonly runs: readonly TestRun[];
  /** Of the two newest runs, to be compared: run id → results. */
  readonly results: Readonly<Record<string, readonly TestResult[]>>;
};

/** The shop's test set with its newest cases, its last runs, and what the two newest of them found. */
export function listTestSet(shop: ShopContext): Promise<TestSet> {
  const { shopId } = shop;
  return withTenant(shop, async (tx) => {
    const rows = await tx.testCase.findMany({
      where: { shopId },
      orderBy: [{ createdAt: "desc" }, { id: "asc" }],
      take: MAX_SHOWN_CASES,
    });
    const cases: TestCase[] = [];
    for (const row of rows) {
      const body = await readTestCase(tx, shop, row);
      const sent = body && readSentRequest(body.request, body.evidence);
      const { id, callId, purpose, promptVersion, model, judgement, createdAt } = row;
      const question = sent?.turns.at(-1)?.content ?? "";
      const words = { promptVersion, model, judgement, question };
      cases.push({ id, callId, purpose, ...words, createdAt: createdAt.toISOString() });
    }
    const runs = await listRuns(tx, shopId);
    const compared = runs.slice(0, 2).map(({ id }) => id);
    return {
      cases,
      total: await tx.testCase.count({ where: { shopId } }),
      runs,
      results: await readResults(tx, shopId, compared),
    };
  });
}

async function listRuns(tx: TenantTx, shopId: string): Promise<TestRun[]> {
  const rows = await tx.testRun.findMany({
    where: { shopId },
    orderBy: { createdAt: "desc" },
    take: MAX_SHOWN_RUNS,
  });
  const counted = await tx.testResult.groupBy({
    by: ["runId", "outcome"],
    where: { shopId, runId: { in: rows.map(({ id }) => id) } },
    _count: true,
  });
  return rows.map((row) => {
    const countOf = (outcome: TestOutcome) =>
      counted.find((each) => each.runId === row.id && each.outcome === outcome)?._count ?? 0;
    const [pass, withheld, fail, erased] = TEST_OUTCOMES.map(countOf);
    return {
      id: row.id,
      state: row.state,
      serverName: row.endpointName,
      model: row.model,
      prompt: row.promptVersion ?? "as_sent",
      total: row.total,
      counts: { pass: pass ?? 0, withheld: withheld ?? 0, fail: fail ?? 0, erased: erased ?? 0 },
      problem: row.error,
      createdAt: row.createdAt.toISOString(),
      finishedAt: row.finishedAt?.toISOString() ?? null,
    };
  });
}

async function readResults(tx: TenantTx, shopId: string, runIds: readonly string[]): Promise<TestSet["results"]> {
  const rows = await tx.testResult.findMany({ where: { shopId, runId: { in: [...runIds] } } });
  const toResult = ({ caseId, outcome, callId }: (typeof rows)[number]): TestResult => ({
    caseId,
    outcome: TEST_OUTCOMES.find((known) => known === outcome) ?? "fail",
    callId,
  });
  return Object.fromEntries(runIds.map((runId) => [runId, rows.filter((row) => row.runId === runId).map(toResult)]));
}
