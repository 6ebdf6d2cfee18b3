import { z } from "zod";
import { withTenant } from "~/db.server";
import type { PrivacyRequest, Prisma } from "~/generated/prisma/client";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { toRequestSummary, type RequestSummary } from "./request-summary";

export const REQUESTS_PER_PAGE = 20;

const Cursor = z.tuple([z.iso.datetime(), z.uuid()]);

/** The shop's privacy requests, newest first, by keyset; an unknown cursor begins at the newest. */
export async function listRequests(
  shop: ShopContext,
  cursor: string | undefined,
): Promise<{ requests: RequestSummary[]; nextCursor: string | null; overdue: number }> {
  const { shopId } = shop;
  const now = new Date();
  return withTenant(shop, async (tx) => {
    const rows = await tx.privacyRequest.findMany({
      where: { shopId, ...before(cursor) },
      orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
      take: REQUESTS_PER_PAGE + 1,
    });
    const page = rows.slice(0, REQUESTS_PER_PAGE);
    const last = page.at(-1);
    const overdue = await tx.privacyRequest.count({ where: { shopId, state: "received", dueAt: { lt: now } } });
    return {
      requests: page.map((row) => toRequestSummary(row, now)),
      nextCursor: rows.length > REQUESTS_PER_PAGE && last ? cursorOf(last) : null,
      overdue,
    };
  });
}

const cursorOf = ({ receivedAt, id }: PrivacyRequest) => `${receivedAt.toISOString()}_${id}`;

function before(cursor: string | undefined): Prisma.PrivacyRequestWhereInput {
  const parsed = Cursor.safeParse(cursor?.split("_"));
  if (!parsed.success) return {};
  const [time, id] = parsed.data;
  const receivedAt = new Date(time);
  return { OR: [{ receivedAt: { lt: receivedAt } }, { receivedAt, id: { lt: id } }] };
}
