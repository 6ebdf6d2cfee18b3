import type { CallFilter } from "~/modules/inference/call-filter";
import type { CallSummary } from "~/modules/inference/call-record";
import { listCallRecords } from "~/modules/inference/list-call-records.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";

const PAGE_ROWS = 200;

/**
 * All calls that fit, newest first, a page at a time, from a cursor on; each page in a transaction of its own, so that a job can take its
 * time, note the cursor and go on there later.
 */
export async function* iterateCalls(
  shop: ShopContext,
  filter: CallFilter,
  after?: string,
): AsyncGenerator<{ records: CallSummary[]; nextCursor: string | null }, void, undefined> {
  let cursor: string | null | undefined = after;
  while (cursor !== null) {
    const { records, nextCursor } = await listCallRecords(shop, filter, { after: cursor, limit: PAGE_ROWS });
    yield { records, nextCursor };
    cursor = nextCursor;
  }
}
