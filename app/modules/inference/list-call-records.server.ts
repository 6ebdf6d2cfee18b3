import { withTenant, type TenantTx } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { readCursor, writeCursor } from "./call-cursor";
import type { CallFilter } from "./call-filter";
import type { CallSummary } from "./call-record";
import { SUMMARY_COLUMNS, toSummary } from "./call-summary";
import { findCallIds, type Stretch } from "./find-call-ids.server";

const MAX_PAGE_ROWS = 200;

/** One page: the calls after a cursor (older) or before it (newer). A text that is no cursor begins at the newest. */
export type CallPage = {
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  readonly limit: number;
};

export type CallList = {
  readonly records: CallSummary[];
  /** `after` of the page of older calls; null on the last one. */
  readonly nextCursor: string | null;
  /** `before` of the page of newer calls; null on the first one. */
  readonly previousCursor: string | null;
};

/**
 * The shop's model calls that fit, newest first, by keyset: a page stays what it was when new calls arrive. At most 200 a page.
 */
export async function listCallRecords(shop: ShopContext, filter: CallFilter, page: CallPage): Promise<CallList> {
  const limit = Math.min(Math.max(1, page.limit), MAX_PAGE_ROWS);
  const stretch = toStretch(page, limit);
  const records = await withTenant(shop, async (tx) => {
    const ids = await findCallIds(tx, shop.shopId, filter, stretch);
    return readSummaries(tx, shop, ids);
  });
  const isMore = records.length > limit;
  const shown = records.slice(0, limit);
  if (stretch.towards === "newer") shown.reverse();
  const [first, last] = [shown[0], shown.at(-1)];
  const cursorOf = ({ createdAt, id }: CallSummary) => writeCursor({ createdAt: new Date(createdAt), id });
  const isOlder = stretch.towards === "newer" || isMore;
  const isNewer = stretch.towards === "newer" ? isMore : stretch.from !== undefined;
  return {
    records: shown,
    nextCursor: isOlder && last ? cursorOf(last) : null,
    previousCursor: isNewer && first ? cursorOf(first) : null,
  };
}

/** One more than is shown tells whether there are more. */
function toStretch({ after, before }: CallPage, limit: number): Stretch {
  const newerThan = readCursor(before);
  if (newerThan) return { from: newerThan, towards: "newer", limit: limit + 1 };
  return { from: readCursor(after), towards: "older", limit: limit + 1 };
}

/** In the order of the ids. */
async function readSummaries(tx: TenantTx, { shopId }: ShopContext, ids: readonly string[]): Promise<CallSummary[]> {
  if (ids.length === 0) return [];
  const rows = await tx.modelCall.findMany({ where: { shopId, id: { in: [...ids] } }, select: SUMMARY_COLUMNS });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []).map(toSummary);
}
