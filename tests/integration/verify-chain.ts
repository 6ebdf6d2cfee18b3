import { withTenant, type TenantRef } from "~/db.server";
import { checkChainPiece } from "~/modules/audit/check-chain-piece.server";
import type { Damage } from "~/modules/audit/damage";
import { CHAIN_START } from "~/modules/audit/walk-chain.server";

/** Checks a shop's whole chain as the app does when staff ask for it. */
export async function verifyChain(shop: TenantRef): Promise<{ ok: true; rows: number } | ({ ok: false } & Damage)> {
  const newest = await withTenant(shop, (tx) => tx.auditEvent.findFirst({ orderBy: { seq: "desc" } }));
  const until = newest?.seq ?? 0n;
  let [last, dropped] = [CHAIN_START, 0n];
  do {
    const piece = await withTenant(shop, (tx) => checkChainPiece(tx, shop, last, until));
    if (piece.damage) return { ok: false, ...piece.damage };
    last = piece.last;
    dropped += piece.dropped;
  } while (last.seq < until);
  return { ok: true, rows: Number(last.seq - dropped) };
}
