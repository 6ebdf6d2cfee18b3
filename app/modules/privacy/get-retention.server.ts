import { z } from "zod";
import { withTenant } from "~/db.server";
import type { RetentionRun } from "~/generated/prisma/client";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { RetentionDays } from "./data-classes";
import { readRetentionDays } from "./read-retention-days.server";
import { nextRunAt } from "./retention-jobs";

/** One run as the page shows it. Times are ISO 8601. */
export type RunSummary = {
  readonly id: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly startedBy: "schedule" | "staff";
  readonly deleted: Readonly<Record<string, number>>;
  readonly problem: string | null;
};

export type RetentionStatus = {
  readonly days: RetentionDays;
  readonly nextRunAt: string;
  readonly running: RunSummary | null;
  readonly last: RunSummary | null;
};

/** How long each class of data is kept, when the next run is, and what the last one did. */
export async function getRetention(shop: ShopContext): Promise<RetentionStatus> {
  const { shopId } = shop;
  return withTenant(shop, async (tx) => {
    const orderBy = { startedAt: "desc" } as const;
    const running = await tx.retentionRun.findFirst({ where: { shopId, state: "running" }, orderBy });
    const last = await tx.retentionRun.findFirst({ where: { shopId, state: "done" }, orderBy });
    return {
      days: await readRetentionDays(tx, shop),
      nextRunAt: nextRunAt(new Date()).toISOString(),
      running: running && toSummary(running),
      last: last && toSummary(last),
    };
  });
}

function toSummary({ id, startedAt, finishedAt, startedBy, deleted, error }: RetentionRun): RunSummary {
  return {
    id,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    startedBy: startedBy === "staff" ? "staff" : "schedule",
    deleted: z.record(z.string(), z.number()).catch({}).parse(deleted),
    problem: error,
  };
}
