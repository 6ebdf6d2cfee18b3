import { withTenant } from "~/db.server";
import type { CallFilter } from "~/modules/inference/call-filter";
import type { CallSummary } from "~/modules/inference/call-record";
import { listCallRecords, type CallList, type CallPage } from "~/modules/inference/list-call-records.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";

/** A call as the page lists it: with what staff made of it. */
export type LogRow = CallSummary & { readonly judgement: string | null };

/** One page of the log. */
export async function listLog(
  shop: ShopContext,
  filter: CallFilter,
  page: CallPage,
): Promise<Omit<CallList, "records"> & { rows: LogRow[] }> {
  const { records, ...cursors } = await listCallRecords(shop, filter, page);
  const callIds = records.map(({ id }) => id);
  const reviews = await withTenant(shop, (tx) =>
    tx.callReview.findMany({
      where: { shopId: shop.shopId, callId: { in: callIds } },
      select: { callId: true, judgement: true },
    }),
  );
  const judgements = new Map(reviews.map(({ callId, judgement }) => [callId, judgement]));
  return { ...cursors, rows: records.map((record) => ({ ...record, judgement: judgements.get(record.id) ?? null })) };
}
