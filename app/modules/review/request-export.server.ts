import type { z } from "zod";
import { withTenant } from "~/db.server";
import { AppError } from "~/lib/app-error";
import { newId } from "~/lib/new-id";
import { appendEvent } from "~/modules/audit/append-event.server";
import { countCalls } from "~/modules/inference/find-call-ids.server";
import { enqueue } from "~/modules/jobs/enqueue.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import { actorId } from "./actor-id";
import {
  EXPORT_DAYS,
  expireExportJob,
  exportJob,
  MAX_EXPORT_ROWS,
  MAX_EXPORTS,
  type ExportRequest,
} from "./call-export";
import { maskWords } from "./mask-words.server";
import { parseLogFilters, toCallFilter } from "./log-filters";

const DAY_S = 86_400;

/**
 * Asks for a file of the calls that fit the filters now, written by the worker.
 * @returns the export's id
 * @throws AppError `bad_request` for personal data without a reason, `unprocessable` for no calls or too many exports.
 */
export async function requestExport(shop: ShopContext, input: z.infer<typeof ExportRequest>): Promise<string> {
  const { shopId } = shop;
  const hasPersonalData = input.hasPersonalData === "yes";
  if (hasPersonalData && input.reason === "") throw needsReason();
  const reason = await maskWords(shop, null, input.reason);
  const now = new Date();
  const asked = toCallFilter(parseLogFilters(new URLSearchParams(input.filters)), { now, staffId: actorId(shop) });
  // What is made from now on is not part of it, so that it ends, and means what the reader saw.
  const filter = { ...asked, to: asked.to && asked.to < now.toISOString() ? asked.to : now.toISOString() };
  return withTenant(shop, async (tx) => {
    const kept = await tx.callExport.count({ where: { shopId, state: { in: ["running", "ready"] } } });
    if (kept >= MAX_EXPORTS) throw tooMany();
    const total = await countCalls(tx, shopId, filter, MAX_EXPORT_ROWS);
    if (total === 0) throw nothing();
    const id = newId();
    const field = { table: "call_export", column: "reason", row: id };
    await tx.callExport.create({
      data: {
        shopId,
        id,
        format: input.format,
        filters: filter,
        hasPersonalData,
        reason: hasPersonalData ? await encryptField(tx, shop, field, reason) : null,
        total,
        createdBy: actorId(shop),
        expiresAt: new Date(now.getTime() + EXPORT_DAYS * DAY_S * 1_000),
      },
    });
    await enqueue(exportJob, { shopId, exportId: id }, { tx });
    await enqueue(expireExportJob, { shopId, exportId: id }, { tx, afterS: EXPORT_DAYS * DAY_S });
    const payload = { export: id, format: input.format, calls: total, hasPersonalData };
    await appendEvent(tx, shop, { type: "call_export.requested", payload });
    return id;
  });
}

const needsReason = () =>
  new AppError("bad_request", {
    message: "personal data was asked for without a reason",
    userMessage: "Say why the file has to hold personal data.",
  });

const nothing = () =>
  new AppError("unprocessable", {
    message: "no call fits the filters",
    userMessage: "No call fits these filters, so there is nothing to export.",
  });

const tooMany = () =>
  new AppError("unprocessable", {
    message: "too many exports are kept",
    userMessage: `Your shop keeps at most ${MAX_EXPORTS} exports. Delete one to make another.`,
  });
