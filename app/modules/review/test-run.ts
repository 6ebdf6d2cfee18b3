import { z } from "zod";
import { defineJob } from "~/modules/jobs/define-job";
import { ShopDomain } from "~/modules/tenancy/shop-domain";

/** Asks the cases of one run for a while and asks for the next run itself; short, so that a killed worker loses little. */
export const testRunJob = defineJob({
  name: "review-run-tests",
  schema: z.object({ shopId: ShopDomain, runId: z.uuid() }),
  retryLimit: 5,
  expireInSeconds: 200,
});

export const TEST_OUTCOMES = ["pass", "withheld", "fail", "erased"] as const;

export type TestOutcome = (typeof TEST_OUTCOMES)[number];

export type TestRun = {
  readonly id: string;
  readonly state: string;
  readonly serverName: string;
  readonly model: string;
  /** as_sent | current | experiment */
  readonly prompt: string;
  readonly total: number;
  readonly counts: Readonly<Record<TestOutcome, number>>;
  /** For staff, in plain words; null when nothing is wrong. */
  readonly problem: string | null;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly finishedAt: string | null;
};

/** What a call came to as a test: nothing that could be checked failed. Whether the answer is right, a person says. */
export function testOutcome({ state, withheld }: { state: string; withheld: boolean }): TestOutcome {
  if (state !== "complete") return "fail";
  return withheld ? "withheld" : "pass";
}
