import type { TenantRef, TenantTx } from "~/db.server";
import { selectChainPage, toChainRow } from "./chain-rows.server";
import type { ChainRow, Link } from "./check-link.server";
import type { Damage } from "./damage";
import { SEGMENT_DROPPED } from "./find-chain-start.server";
import { parseStoredEvent } from "./stored-event";
import { ChainWalk } from "./walk-chain.server";

/** Few enough that checking them does not hold up a web server's other requests. */
export const PIECE_ROWS = 2_000;

export type CheckedPiece = {
  /** The last row that was found good. */
  readonly last: Link;
  /** Numbers that were passed over because retention had dropped their months. */
  readonly dropped: bigint;
  readonly damage: Damage | null;
};

/**
 * Checks the next rows of a shop's chain after `last`, up to the number `until`, from within the app. It knows no anchors: that events after
 * `until` were cut off, or all made anew, takes `verifyDatabase`.
 */
export async function checkChainPiece(tx: TenantTx, shop: TenantRef, last: Link, until: bigint): Promise<CheckedPiece> {
  const start = await passOverDropped(tx, shop, last);
  if (!start.ok) return { last, dropped: 0n, damage: start.damage };
  const dropped = start.link.seq - last.seq;
  const walk = new ChainWalk([], start.link);
  const rows = await readPiece(tx, shop, start.link.seq);
  for (const row of rows) {
    if (walk.last.seq >= until) break;
    const damage = walk.step(row);
    if (damage) return { last: walk.last, dropped, damage };
  }
  return { last: walk.last, dropped, damage: rows.length === 0 ? missingAtEnd(walk.last.seq, until) : null };
}

/** `last`, or the end of the newest month that was dropped after it; the chain's own event holds the hash of that one's last event. */
async function passOverDropped(
  tx: TenantTx,
  { shopId }: TenantRef,
  last: Link,
): Promise<{ ok: true; link: Link } | { ok: false; damage: Damage }> {
  const oldest = await tx.auditEvent.findFirst({ where: { shopId }, orderBy: { seq: "asc" }, select: { seq: true } });
  const before = (oldest?.seq ?? 1n) - 1n;
  if (before <= last.seq) return { ok: true, link: last };
  const event = await tx.auditEvent.findFirst({
    where: { shopId, type: SEGMENT_DROPPED },
    orderBy: { seq: "desc" },
    select: { canonical: true },
  });
  const { lastSeq, hash } = (event && parseStoredEvent(Buffer.from(event.canonical)))?.payload ?? {};
  if (lastSeq === before.toString() && typeof hash === "string")
    return { ok: true, link: { seq: before, hash, isStart: true } };
  const first = last.seq + 1n;
  const reason = `events ${first} to ${before} are missing at the beginning: no event records that retention dropped them`;
  return { ok: false, damage: { kind: "deleted", seq: first, reason } };
}

type PieceRow = { seq: string; at: string; type: string; canonical: string; prev_hash: string; hash: string };

async function readPiece(tx: TenantTx, { shopId }: TenantRef, after: bigint): Promise<ChainRow[]> {
  const rows = await tx.$queryRawUnsafe<PieceRow[]>(selectChainPage(PIECE_ROWS), shopId, after);
  return rows.map(({ seq, at, type, canonical, prev_hash, hash }) =>
    toChainRow(shopId, [seq, at, type, canonical, prev_hash, hash]),
  );
}

function missingAtEnd(last: bigint, until: bigint): Damage | null {
  if (last >= until) return null;
  const reason = `events ${last + 1n} to ${until} are missing at the end: they were there when the check began`;
  return { kind: "truncated", seq: last + 1n, reason };
}
