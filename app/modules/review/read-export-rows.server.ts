import { withTenant } from "~/db.server";
import type { CallFilter } from "~/modules/inference/call-filter";
import { listCallRecords } from "~/modules/inference/list-call-records.server";
import { openMask } from "~/modules/inference/open-mask.server";
import { readCallRecords, type ReadCall } from "~/modules/inference/read-call-records.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { ExportRow } from "./export-rows";

type Page = { readonly after: string | undefined; readonly limit: number; readonly hasPersonalData: boolean };

/** The next calls of an export, newest first; what was released with placeholders unless the export holds personal data. Texts that cannot be read are left out. */
export async function readExportRows(
  shop: ShopContext,
  filter: CallFilter,
  { after, limit, hasPersonalData }: Page,
): Promise<ExportRow[]> {
  const { records } = await listCallRecords(shop, filter, { after, limit });
  const ids = records.map(({ id }) => id);
  const reviews = await withTenant(shop, (tx) =>
    tx.callReview.findMany({ where: { shopId: shop.shopId, callId: { in: ids } } }),
  );
  const byCall = new Map(reviews.map((review) => [review.callId, review]));
  const rows: ExportRow[] = [];
  for (const call of await readCallRecords(shop, ids)) {
    const review = byCall.get(call.id);
    rows.push({
      ...call,
      released: hasPersonalData ? call.released : await maskReleased(shop, call),
      judgement: review?.judgement ?? null,
      resolvedAt: review?.resolvedAt?.toISOString() ?? null,
    });
  }
  return rows;
}

/** What is the model's answer word for word has its placeholders still. */
async function maskReleased(shop: ShopContext, call: ReadCall): Promise<string | null> {
  const { released, response } = call;
  if (released === null || released === "" || released === response) return released;
  return (await openMask(shop, call))(released);
}
