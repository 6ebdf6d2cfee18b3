import { z } from "zod";
import { defineJob } from "~/modules/jobs/define-job";
import { ShopDomain } from "~/modules/tenancy/shop-domain";

/** Goes on with one check for a while and asks for the next run itself; short, so that a killed worker loses little. */
export const activityCheckJob = defineJob({
  name: "review-check-activity",
  schema: z.object({ shopId: ShopDomain, checkId: z.uuid() }),
  retryLimit: 5,
  expireInSeconds: 120,
});

export const CHECK_STATES = ["running", "whole", "damaged", "cancelled"] as const;

/** One check of the shop's whole audit chain. */
export type ActivityCheck = {
  readonly id: string;
  readonly state: (typeof CHECK_STATES)[number];
  readonly by: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly checked: number;
  readonly total: number;
  /** The first bad row, and what is wrong with it. */
  readonly damage: { /** In digits: JSON has no bigint. */ readonly seq: string; readonly reason: string } | null;
  /** Why it does not go on, for staff; null when nothing is wrong. */
  readonly problem: string | null;
};

export type ActivityChecks = {
  readonly newest: ActivityCheck | null;
  /** The last one that came to an end, when the newest did not. */
  readonly lastResult: ActivityCheck | null;
};
