import { withTenant, type TenantTx } from "~/db.server";
import type { CallExport } from "~/generated/prisma/client";
import { newId } from "~/lib/new-id";
import { appendEvent } from "~/modules/audit/append-event.server";
import { writeCursor } from "~/modules/inference/call-cursor";
import { CallFilter } from "~/modules/inference/call-filter";
import { callSubject } from "~/modules/inference/call-subject";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import { findDestroyedSubjects } from "~/modules/vault/find-destroyed-subjects.server";
import { lockKeys } from "~/modules/vault/lock-keys.server";
import { MAX_EXPORT_BYTES, MAX_EXPORT_ROWS, MAX_PART_ROWS, type ExportFormat } from "./call-export";
import { takePart, type ExportPart } from "./export-part";
import { exportHead } from "./export-rows";
import { readExportRows } from "./read-export-rows.server";

type Options = { readonly forMs: number; readonly signal: AbortSignal };

/**
 * Writes part after part until the export is whole, was stopped, or the time is over. A part and how far the export is are one transaction: cut
 * off at any moment it neither loses nor repeats a call.
 */
export async function runExport(shop: ShopContext, exportId: string, options: Options): Promise<"go_on" | "end"> {
  const until = Date.now() + options.forMs;
  for (;;) {
    const row = await withTenant(shop, (tx) =>
      tx.callExport.findUnique({ where: { shopId_id: { shopId: shop.shopId, id: exportId } } }),
    );
    if (row?.state !== "running") return "end";
    if (options.signal.aborted || Date.now() > until) return "go_on";
    const rows = await readExportRows(shop, CallFilter.parse(row.filters), {
      after: row.cursor ?? undefined,
      limit: Math.min(MAX_PART_ROWS, MAX_EXPORT_ROWS - row.rowsDone + 1),
      hasPersonalData: row.hasPersonalData,
    });
    const cutBy = boundOf(row, rows.length);
    if (rows.length === 0 || cutBy !== null) await finishExport(shop, row, cutBy);
    else await writePart(shop, row, takePart(formatOf(row), rows));
  }
}

const formatOf = ({ format }: CallExport): ExportFormat => (format === "csv" ? "csv" : "jsonl");

function boundOf({ rowsDone, bytes }: CallExport, more: number): "rows" | "bytes" | null {
  if (more === 0) return null;
  if (rowsDone >= MAX_EXPORT_ROWS) return "rows";
  return bytes >= MAX_EXPORT_BYTES ? "bytes" : null;
}

/** Writes nothing when the export went on or was stopped meanwhile, or a person in the part was erased: then the part is read again. */
function writePart(shop: ShopContext, seen: CallExport, part: ExportPart): Promise<void> {
  const { shopId } = shop;
  return withTenant(shop, async (tx) => {
    // First: an erasure holds it while it looks for the exports that it has to delete.
    await lockKeys(tx, shop);
    await tx.$executeRaw`SELECT FROM call_export WHERE shop_id = ${shopId} AND id = ${seen.id}::uuid FOR UPDATE`;
    const where = { shopId_id: { shopId, id: seen.id } };
    const now = await tx.callExport.findUnique({ where });
    if (now?.state !== "running" || now.cursor !== seen.cursor) return;
    if (await isAnyErased(tx, shop, part.conversationIds)) return;
    const text = seen.parts === 0 ? exportHead(formatOf(seen)) + part.text : part.text;
    const id = newId();
    const body = await encryptField(tx, shop, { table: "call_export_part", column: "body", row: id }, text);
    const conversationIds = [...part.conversationIds];
    await tx.callExportPart.create({
      data: { shopId, id, exportId: seen.id, position: seen.parts, conversationIds, body },
    });
    await tx.callExport.update({
      where,
      data: {
        parts: { increment: 1 },
        rowsDone: { increment: part.rows },
        erasedRows: { increment: part.erased },
        bytes: { increment: Buffer.byteLength(text) },
        cursor: writeCursor(part.last),
        error: null,
      },
    });
  });
}

async function isAnyErased(tx: TenantTx, shop: ShopContext, conversationIds: readonly string[]): Promise<boolean> {
  const subjects = conversationIds.flatMap((id) => callSubject(id) ?? []);
  return (await findDestroyedSubjects(tx, shop, subjects)).size > 0;
}

function finishExport(shop: ShopContext, row: CallExport, cutBy: "rows" | "bytes" | null): Promise<void> {
  return withTenant(shop, async (tx) => {
    const { count } = await tx.callExport.updateMany({
      where: { shopId: shop.shopId, id: row.id, state: "running" },
      data: { state: "ready", finishedAt: new Date(), cutBy, error: null },
    });
    if (count === 0) return;
    const { rowsDone, erasedRows, bytes } = row;
    const payload = { export: row.id, calls: rowsDone, erased: erasedRows, bytes: Number(bytes), cutBy };
    await appendEvent(tx, shop, { type: "call_export.finished", payload });
  });
}
