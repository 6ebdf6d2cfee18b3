import { withTenant } from "~/db.server";
import type { CallReview } from "~/generated/prisma/client";
import { AppError } from "~/lib/app-error";
import type { CallFilter } from "~/modules/inference/call-filter";
import { getCallFacts, getCallRecord } from "~/modules/inference/get-call-record.server";
import { listCallRecords } from "~/modules/inference/list-call-records.server";
import { openMask } from "~/modules/inference/open-mask.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { ExportRow } from "./export-rows";

/** Each takes a connection for a moment; the other jobs need some, too. */
const READ_AT_ONCE = 6;

type Page = { readonly after: string | undefined; readonly limit: number; readonly hasPersonalData: boolean };

/** The next calls of an export, newest first; what was released with placeholders unless the export holds personal data. Texts that cannot be read are left out. */
export async function readExportRows(
  shop: ShopContext,
  filter: CallFilter,
  { after, limit, hasPersonalData }: Page,
): Promise<ExportRow[]> {
  const { records } = await listCallRecords(shop, filter, { after, limit });
  const reviews = await withTenant(shop, (tx) =>
    tx.callReview.findMany({ where: { shopId: shop.shopId, callId: { in: records.map(({ id }) => id) } } }),
  );
  const byCall = new Map(reviews.map((review) => [review.callId, review]));
  const rows: ExportRow[] = [];
  for (let start = 0; start < records.length; start += READ_AT_ONCE) {
    const some = records.slice(start, start + READ_AT_ONCE);
    rows.push(...(await Promise.all(some.map(({ id }) => readRow(shop, id, byCall.get(id), hasPersonalData)))));
  }
  return rows;
}

async function readRow(
  shop: ShopContext,
  callId: string,
  review: CallReview | undefined,
  hasPersonalData: boolean,
): Promise<ExportRow> {
  return {
    ...(await readTexts(shop, callId, hasPersonalData)),
    judgement: review?.judgement ?? null,
    resolvedAt: review?.resolvedAt?.toISOString() ?? null,
  };
}

/** One value that cannot be decrypted does not keep the other calls from the file. */
async function readTexts(shop: ShopContext, callId: string, hasPersonalData: boolean) {
  try {
    const record = await getCallRecord(shop, callId);
    const { released } = record;
    const isMasked = released !== null && released !== "" && !hasPersonalData;
    return { ...record, released: isMasked ? (await openMask(shop, record))(released) : released, unreadable: false };
  } catch (error) {
    // Decrypting has logged which value it was; a database or key service that is away is tried again instead.
    if (!(error instanceof AppError) || error.code !== "internal") throw error;
    return { ...(await getCallFacts(shop, callId)), unreadable: true };
  }
}
