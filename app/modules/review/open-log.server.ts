import { withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { CallRecord } from "~/modules/inference/call-record";
import { getCallRecord } from "~/modules/inference/get-call-record.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";

/**
 * Opens one call's record, decrypted, and writes who looked at it to the audit log first.
 * @throws AppError `not_found` when the shop has no such call.
 */
export async function openLog(shop: ShopContext, callId: string): Promise<CallRecord> {
  const record = await getCallRecord(shop, callId);
  await withTenant(shop, (tx) => appendEvent(tx, shop, { type: "model_call.viewed", payload: { callId } }));
  return record;
}
