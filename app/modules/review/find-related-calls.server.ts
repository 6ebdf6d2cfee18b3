import type { TenantTx } from "~/db.server";
import type { CallRecord, CallSummary } from "~/modules/inference/call-record";
import { SUMMARY_COLUMNS, toSummary } from "~/modules/inference/call-summary";
import type { ShopContext } from "~/modules/tenancy/shop-context";

const MAX_RELATED = 20;

/** The newest other calls of the same conversation, or of the same product; without those that staff had made again. */
export async function findRelatedCalls(
  tx: TenantTx,
  { shopId }: ShopContext,
  { id, conversationId, productId }: CallRecord,
): Promise<CallSummary[]> {
  const same = conversationId !== null ? { conversationId } : productId !== null ? { productId } : null;
  if (!same) return [];
  const rows = await tx.modelCall.findMany({
    where: { shopId, ...same, id: { not: id }, purpose: { not: "replay" } },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: MAX_RELATED,
    select: SUMMARY_COLUMNS,
  });
  return rows.map(toSummary);
}
