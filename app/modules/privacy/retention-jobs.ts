import { z } from "zod";
import { defineJob } from "~/modules/jobs/define-job";
import { ShopDomain } from "~/modules/tenancy/shop-domain";

/** When what is too old goes, every day (UTC). */
export const RETENTION_HOUR = 3;
export const RETENTION_MINUTE = 23;

/** Begins a run in every shop. */
export const retentionJob = defineJob({
  name: "privacy-retention",
  schema: z.object({}),
  retryLimit: 3,
  expireInSeconds: 600,
  cron: `${RETENTION_MINUTE} ${RETENTION_HOUR} * * *`,
});

/** Works on one shop's run for a while and asks for the next piece itself. */
export const retainShopJob = defineJob({
  name: "privacy-retain-shop",
  schema: z.object({ shopId: ShopDomain, runId: z.uuid() }),
  retryLimit: 8,
  expireInSeconds: 120,
});

const DAY_MS = 86_400_000;

/** When the schedule begins the next run. */
export function nextRunAt(now: Date): Date {
  const at = new Date(now);
  at.setUTCHours(RETENTION_HOUR, RETENTION_MINUTE, 0, 0);
  return at > now ? at : new Date(at.getTime() + DAY_MS);
}
