import { z } from "zod";
import { withTenant } from "~/db.server";
import type { PrivacyRequest, Prisma } from "~/generated/prisma/client";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { toRequestSummary, type RequestSummary } from "./request-summary";

export const REQUESTS_PER_PAGE = 20;
const DAY_MS = 86_400_000;

const Cursor = z.tuple([z.enum(["received", "done"]), z.iso.datetime(), z.uuid()]);

/** Of shoppers who deleted their own chats, of one day (UTC) or all; or of everybody else. */
export type RequestsBy = { readonly by: "others" } | { readonly by: "shoppers"; readonly day: Date | null };

/** The shop's privacy requests, those that are not done first, a page of them by their due day, then newest first, by keyset; an unknown cursor begins at the first. */
export async function listRequests(
  shop: ShopContext,
  cursor: string | undefined,
  of: RequestsBy = { by: "others" },
): Promise<{ requests: RequestSummary[]; nextCursor: string | null; overdue: number }> {
  const { shopId } = shop;
  const now = new Date();
  return withTenant(shop, async (tx) => {
    const rows = await tx.privacyRequest.findMany({
      where: { shopId, ...madeBy(of), ...behind(cursor) },
      // "received" sorts behind "done".
      orderBy: [{ state: "desc" }, { receivedAt: "desc" }, { id: "desc" }],
      take: REQUESTS_PER_PAGE + 1,
    });
    const page = rows.slice(0, REQUESTS_PER_PAGE);
    const last = page.at(-1);
    const overdue = await tx.privacyRequest.count({ where: { shopId, state: "received", dueAt: { lt: now } } });
    return {
      requests: page.toSorted(mostUrgentFirst).map((row) => toRequestSummary(row, now)),
      nextCursor: rows.length > REQUESTS_PER_PAGE && last ? cursorOf(last) : null,
      overdue,
    };
  });
}

/** Of those of one page that are not done; the others stay as they are. */
function mostUrgentFirst(a: PrivacyRequest, b: PrivacyRequest): number {
  return a.state === "done" || b.state === "done" ? 0 : a.dueAt.getTime() - b.dueAt.getTime();
}

function madeBy(of: RequestsBy): Prisma.PrivacyRequestWhereInput {
  if (of.by === "others") return { origin: { not: "shopper" } };
  if (of.day === null) return { origin: "shopper" };
  return { origin: "shopper", receivedAt: { gte: of.day, lt: new Date(of.day.getTime() + DAY_MS) } };
}

const cursorOf = ({ state, receivedAt, id }: PrivacyRequest) => `${state}_${receivedAt.toISOString()}_${id}`;

function behind(cursor: string | undefined): Prisma.PrivacyRequestWhereInput {
  const parsed = Cursor.safeParse(cursor?.split("_"));
  if (!parsed.success) return {};
  const [state, time, id] = parsed.data;
  const receivedAt = new Date(time);
  return {
    OR: [{ state: { lt: state } }, { state, receivedAt: { lt: receivedAt } }, { state, receivedAt, id: { lt: id } }],
  };
}
