import { withTenant } from "~/db.server";
import type { CallExport } from "~/generated/prisma/client";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { ExportStatus } from "./call-export";
import { openStaffDirectory, type StaffDirectory } from "./staff-directory.server";

const MAX_SHOWN = 50;

/** The shop's exports, newest first, also those that have ended. */
export async function listExports(shop: ShopContext): Promise<ExportStatus[]> {
  const staff = await openStaffDirectory(shop);
  const rows = await withTenant(shop, (tx) =>
    tx.callExport.findMany({ where: { shopId: shop.shopId }, orderBy: { createdAt: "desc" }, take: MAX_SHOWN }),
  );
  return rows.map((row) => toStatus(row, staff));
}

function toStatus(row: CallExport, staff: StaffDirectory): ExportStatus {
  const { id, state, hasPersonalData, total, rowsDone, erasedRows, cutBy } = row;
  const isOver = state === "ready" && row.expiresAt.getTime() <= Date.now();
  return {
    id,
    state: isOver ? "expired" : state,
    format: row.format === "csv" ? "csv" : "jsonl",
    hasPersonalData,
    total,
    rowsDone,
    erasedRows,
    bytes: Number(row.bytes),
    cutBy,
    problem: row.error,
    createdBy: staff.refOf(row.createdBy).name,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}
