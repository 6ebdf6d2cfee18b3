import { withTenant } from "~/db.server";
import type { AuditCheck } from "~/generated/prisma/client";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { CHECK_STATES, type ActivityCheck, type ActivityChecks } from "./activity-check";
import { openStaffDirectory, type StaffDirectory } from "./staff-directory.server";

/** The newest check of the audit chain, and what the last one came to that ended. */
export async function findActivityChecks(shop: ShopContext): Promise<ActivityChecks> {
  const { shopId } = shop;
  const rows = await withTenant(shop, (tx) =>
    tx.auditCheck.findMany({ where: { shopId }, orderBy: { startedAt: "desc" } }),
  );
  const staff = await openStaffDirectory(shop);
  const [newest, ...older] = rows.map((row) => toCheck(row, staff));
  const hasResult = ({ state }: ActivityCheck) => state === "whole" || state === "damaged";
  return { newest: newest ?? null, lastResult: newest && hasResult(newest) ? null : (older.find(hasResult) ?? null) };
}

function toCheck(row: AuditCheck, staff: StaffDirectory): ActivityCheck {
  const { damageSeq, damageReason, dropped } = row;
  return {
    id: row.id,
    state: CHECK_STATES.find((known) => known === row.state) ?? "cancelled",
    by: staff.refOf(row.startedBy).name,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    checked: Number(row.lastSeq - dropped),
    total: Number(row.untilSeq - dropped),
    damage: damageSeq === null ? null : { seq: damageSeq.toString(), reason: damageReason ?? "" },
    problem: row.error,
  };
}
