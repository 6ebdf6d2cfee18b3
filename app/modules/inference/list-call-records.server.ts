import { z } from "zod";
import { withTenant } from "~/db.server";
import type { Prisma } from "~/generated/prisma/client";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { CallSummary } from "./call-record";
import { SUMMARY_COLUMNS, toSummary } from "./call-summary";

const MAX_PAGE_ROWS = 100;

export type CallFilter = {
  readonly purpose?: string | undefined;
  readonly state?: string | undefined;
  readonly conversationId?: string | undefined;
  /** Where the page before ended; an unknown cursor begins at the newest. */
  readonly cursor?: string | undefined;
  readonly limit: number;
};

const Cursor = z.tuple([z.iso.datetime(), z.uuid()]);

/** The shop's model calls, newest first, by keyset: a page stays what it was when new calls arrive. */
export async function listCallRecords(
  shop: ShopContext,
  filter: CallFilter,
): Promise<{ records: CallSummary[]; nextCursor: string | null }> {
  const limit = Math.min(Math.max(1, filter.limit), MAX_PAGE_ROWS);
  const rows = await withTenant(shop, (tx) =>
    tx.modelCall.findMany({
      where: { shopId: shop.shopId, ...equals(filter), ...before(filter.cursor) },
      orderBy: [{ createdAt: "desc" }, { id: "asc" }],
      take: limit + 1,
      select: SUMMARY_COLUMNS,
    }),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = rows.length > limit && last ? `${last.createdAt.toISOString()}_${last.id}` : null;
  return { records: page.map(toSummary), nextCursor };
}

function equals({ purpose, state, conversationId }: CallFilter): Prisma.ModelCallWhereInput {
  return { ...(purpose && { purpose }), ...(state && { state }), ...(conversationId && { conversationId }) };
}

function before(cursor: string | undefined): Prisma.ModelCallWhereInput {
  const parsed = Cursor.safeParse(cursor?.split("_"));
  if (!parsed.success) return {};
  const [createdAt, id] = parsed.data;
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { gt: id } }] };
}
