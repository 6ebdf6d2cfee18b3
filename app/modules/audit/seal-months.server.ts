import { withTenant, type TenantTx } from "~/db.server";
import type { ActingTenant } from "./append-event.server";
import type { AnchorTarget } from "./anchor-target.server";
import { signStatement, type SigningKey } from "./signing-key.server";

const HOUR_MS = 3_600_000;

export type SealOptions = { readonly key: SigningKey; readonly targets: readonly AnchorTarget[]; readonly now?: Date };

/**
 * Signs a checkpoint for each month of a chain that has ended and has none yet; it is kept in the database and with each target.
 * An hour is waited for transactions that were still open at the end of the month.
 * @returns how many months were sealed
 */
export async function sealMonths(shop: ActingTenant, { key, targets, now = new Date() }: SealOptions): Promise<number> {
  const current = monthOf(new Date(now.getTime() - HOUR_MS));
  for (let sealed = 0; ; sealed += 1) {
    const segment = await withTenant(shop, (tx) => findUnsealed(tx, shop.shopId, current));
    if (!segment) return sealed;
    const { month, first, last } = segment;
    const hash = Buffer.from(last.hash);
    const claim = { shop: shop.shopId, month, firstSeq: first.toString(), seq: last.seq.toString() };
    const statement = signStatement(
      key,
      { kind: "segment", ...claim, time: last.time.toISOString(), hash: hash.toString("hex") },
      now,
    );
    // Outside first: a checkpoint that only the database has proves less.
    for (const target of targets) await target.append([statement]);
    await withTenant(shop, (tx) =>
      tx.auditCheckpoint.createMany({
        data: { shopId: shop.shopId, month, firstSeq: first, lastSeq: last.seq, hash, statement },
        skipDuplicates: true,
      }),
    );
  }
}

/** The oldest month that has ended and is not sealed; null when there is none. */
async function findUnsealed(tx: TenantTx, shopId: string, current: string) {
  const newest = await tx.auditCheckpoint.findFirst({ where: { shopId }, orderBy: { lastSeq: "desc" } });
  const after = newest?.lastSeq ?? 0n;
  const first = await tx.auditEvent.findFirst({
    where: { shopId, seq: { gt: after } },
    orderBy: { seq: "asc" },
    select: { seq: true, time: true },
  });
  if (!first || monthOf(first.time) >= current) return null;
  const last = await tx.auditEvent.findFirst({
    where: { shopId, seq: { gt: after }, time: { lt: nextMonth(first.time) } },
    orderBy: { seq: "desc" },
    select: { seq: true, time: true, hash: true },
  });
  return last && { month: monthOf(first.time), first: first.seq, last };
}

function monthOf(time: Date): string {
  return time.toISOString().slice(0, 7);
}

function nextMonth(time: Date): Date {
  return new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + 1));
}
