import { withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import type { ExportFormat } from "./call-export";
import { fileMark } from "./export-rows";
import { findExport, notThere } from "./find-export.server";

export type ExportFile = {
  readonly name: string;
  readonly format: ExportFormat;
  readonly body: ReadableStream<Uint8Array>;
};

/**
 * An export as a file that is decrypted part by part as fast as it is read, and writes to the audit log first who took it.
 * @throws AppError `not_found` when there is none that can be downloaded, `forbidden` for who may not have it.
 */
export async function downloadExport(shop: ShopContext, exportId: string): Promise<ExportFile> {
  const row = await withTenant(shop, async (tx) => {
    const found = await findExport(tx, shop, exportId);
    await appendEvent(tx, shop, { type: "call_export.downloaded", payload: { export: found.id } });
    return found;
  });
  const format = row.format === "csv" ? "csv" : "jsonl";
  const name = `llm-calls-${row.createdAt.toISOString().slice(0, 10)}-${row.id.slice(0, 8)}.${format}`;
  return { name, format, body: toStream(shop, row.id, row.parts, fileMark(format)) };
}

/** One part at a time is in memory. An export that is erased meanwhile breaks off: the browser then shows a failed download. */
function toStream(shop: ShopContext, exportId: string, parts: number, mark: string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let position = 0;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        // Here and not in a part: text loses such a mark when it is decoded.
        controller.enqueue(encoder.encode(mark));
      },
      async pull(controller) {
        if (position >= parts) return controller.close();
        controller.enqueue(encoder.encode(await readPart(shop, exportId, position)));
        position += 1;
      },
    },
    { highWaterMark: 1 },
  );
}

function readPart(shop: ShopContext, exportId: string, position: number): Promise<string> {
  const { shopId } = shop;
  return withTenant(shop, async (tx) => {
    const part = await tx.callExportPart.findUnique({
      where: { shopId_exportId_position: { shopId, exportId, position } },
    });
    if (!part) throw notThere();
    return decryptField(tx, shop, { table: "call_export_part", column: "body", row: part.id }, part.body);
  });
}
