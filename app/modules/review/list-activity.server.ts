import { z } from "zod";
import { withTenant, type TenantTx } from "~/db.server";
import { Prisma } from "~/generated/prisma/client";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import { isSubjectDestroyed } from "~/modules/vault/is-subject-destroyed.server";
import { ACTIVITY_GROUPS, describeEvent, type ActivityGroup } from "./activity-words";
import { openStaffDirectory } from "./staff-directory.server";

const PER_PAGE = 50;
/** Numbers that one page looks through: a rare kind of event in a long log must not make the database read all of it. */
const MAX_LOOKED_THROUGH = 50_000n;

export type ActivityEntry = {
  readonly seq: string;
  /** ISO 8601. */
  readonly time: string;
  readonly what: string;
  readonly who: string;
  /** Why personal data was revealed; null for any other event. */
  readonly reason: string | null;
  readonly callId: string | null;
};

export type Activity = {
  readonly entries: readonly ActivityEntry[];
  /** Where the next page begins; null at the end of the log. */
  readonly next: string | null;
};

const Event = z.object({
  actor: z.union([
    z.object({ kind: z.literal("staff"), id: z.string() }),
    z.object({ kind: z.literal("shopper") }),
    z.object({ kind: z.literal("system"), name: z.string() }),
  ]),
  payload: z.record(z.string(), z.unknown()),
});
type Event = z.infer<typeof Event>;
type Row = { seq: bigint; time: Date; type: string; canonical: string };

/** The shop's audit events, newest first; `before` is the number that the page before ended with. */
export async function listActivity(
  shop: ShopContext,
  { group, before }: { group: ActivityGroup | null; before: bigint | null },
): Promise<Activity> {
  const { refOf } = await openStaffDirectory(shop);
  const nameStaff = (staffId: string) => refOf(staffId).name;
  return withTenant(shop, async (tx) => {
    const newest = await tx.auditEvent.findFirst({ orderBy: { seq: "desc" }, select: { seq: true } });
    const top = before ?? (newest?.seq ?? 0n) + 1n;
    const bottom = await findBottom(tx, shop, group, top);
    const rows = await readRows(tx, shop, { group, top, bottom });
    const entries: ActivityEntry[] = [];
    for (const row of rows.slice(0, PER_PAGE)) entries.push(await toEntry(tx, shop, row, nameStaff));
    const last = entries.length === PER_PAGE && rows.length > PER_PAGE ? (entries.at(-1)?.seq ?? null) : null;
    return { entries, next: last ?? (bottom > 1n ? bottom.toString() : null) };
  });
}

/** The number down to which a page looks; 1 for all the rest. */
async function findBottom(tx: TenantTx, { shopId }: ShopContext, group: ActivityGroup | null, top: bigint) {
  if (!isNotable(group)) return top > MAX_LOOKED_THROUGH ? top - MAX_LOOKED_THROUGH : 1n;
  const [row] = await tx.$queryRaw<{ seq: bigint }[]>`
    SELECT seq FROM audit_event WHERE shop_id = ${shopId} AND seq < ${top} AND ${NOTABLE}
    ORDER BY seq DESC OFFSET ${MAX_LOOKED_THROUGH} LIMIT 1`;
  return row?.seq ?? 1n;
}

/** As the index of such events says it. */
const NOTABLE = Prisma.sql`type <> 'model_call.finished'`;

const isNotable = (group: ActivityGroup | null) => group !== null && group !== "calls";

type Range = { group: ActivityGroup | null; top: bigint; bottom: bigint };

/** `canonical` as text: Prisma 6 cannot read bytes in a raw query through this adapter. */
function readRows(tx: TenantTx, { shopId }: ShopContext, { group, top, bottom }: Range): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    SELECT seq, "time", type, convert_from(canonical, 'UTF8') AS canonical FROM audit_event
    WHERE shop_id = ${shopId} AND seq < ${top} AND seq >= ${bottom} ${ofGroup(group)}
    ORDER BY seq DESC LIMIT ${PER_PAGE + 1}`;
}

type EventKinds = { readonly types?: readonly string[]; readonly prefixes?: readonly string[] };

function ofGroup(group: ActivityGroup | null): Prisma.Sql {
  if (group === null) return Prisma.empty;
  if (group === "notable") return Prisma.sql`AND ${NOTABLE}`;
  const { types = [], prefixes = [] }: EventKinds = ACTIVITY_GROUPS[group];
  const chosen = Prisma.sql`AND (type = ANY (${[...types]}) OR split_part(type, '.', 1) = ANY (${[...prefixes]}))`;
  return isNotable(group) ? Prisma.sql`AND ${NOTABLE} ${chosen}` : chosen;
}

type NameStaff = (staffId: string) => string;

async function toEntry(tx: TenantTx, shop: ShopContext, row: Row, nameStaff: NameStaff): Promise<ActivityEntry> {
  const { actor, payload } = Event.parse(JSON.parse(row.canonical));
  const { callId, revealId } = payload;
  return {
    seq: row.seq.toString(),
    time: row.time.toISOString(),
    what: describeEvent(row.type, payload, nameStaff),
    who: nameOf(actor, nameStaff),
    reason: typeof revealId === "string" ? await readReason(tx, shop, revealId) : null,
    callId: typeof callId === "string" ? callId : null,
  };
}

function nameOf(actor: Event["actor"], nameStaff: NameStaff): string {
  switch (actor.kind) {
    case "staff":
      return nameStaff(actor.id);
    case "shopper":
      return "A shopper";
    case "system":
      return "The app";
  }
}

async function readReason(tx: TenantTx, shop: ShopContext, revealId: string): Promise<string> {
  const row = await tx.callReveal.findUnique({ where: { shopId_id: { shopId: shop.shopId, id: revealId } } });
  if (!row || (await isSubjectDestroyed(tx, shop, row.subject))) return "Erased together with the conversation.";
  const place = { table: "call_reveal", column: "reason", row: row.id, subject: row.subject };
  return decryptField(tx, shop, place, row.reason);
}
