import { withTenant, type TenantTx } from "~/db.server";
import type { AuditCheck } from "~/generated/prisma/client";
import { appendEvent } from "~/modules/audit/append-event.server";
import { checkChainPiece, type CheckedPiece } from "~/modules/audit/check-chain-piece.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";

type Options = { readonly forMs: number; readonly signal: AbortSignal };

/** Goes on with a check, piece by piece, until it has ended or the time is over. Any number of processes may do so at once. */
export async function runActivityCheck(
  shop: ShopContext,
  checkId: string,
  { forMs, signal }: Options,
): Promise<"go_on" | "end"> {
  const until = Date.now() + forMs;
  for (;;) {
    if (await withTenant(shop, (tx) => advance(tx, shop, checkId))) return "end";
    if (signal.aborted || Date.now() > until) return "go_on";
  }
}

/** @returns whether the check has ended */
async function advance(tx: TenantTx, shop: ShopContext, id: string): Promise<boolean> {
  const { shopId } = shop;
  // Who comes second waits, and goes on where the first one stopped.
  await tx.$executeRaw`SELECT FROM audit_check WHERE shop_id = ${shopId} AND id = ${id}::uuid FOR UPDATE`;
  const check = await tx.auditCheck.findUnique({ where: { shopId_id: { shopId, id } } });
  if (check?.state !== "running") return true;
  const last = { seq: check.lastSeq, hash: check.lastHash, isStart: check.lastSeq === 0n };
  const piece = await checkChainPiece(tx, shop, last, check.untilSeq);
  const hasEnded = piece.damage !== null || piece.last.seq >= check.untilSeq;
  const place = {
    lastSeq: piece.last.seq,
    lastHash: piece.last.hash,
    dropped: check.dropped + piece.dropped,
    error: null,
  };
  await tx.auditCheck.update({
    where: { shopId_id: { shopId, id } },
    data: { ...place, ...(hasEnded ? endOf(piece) : {}) },
  });
  if (hasEnded) await appendEvent(tx, shop, { type: "audit_log.checked", payload: outcomeOf(check, piece) });
  return hasEnded;
}

function endOf({ damage }: CheckedPiece) {
  const finishedAt = new Date();
  if (!damage) return { state: "whole", finishedAt };
  const { kind, seq, reason } = damage;
  return { state: "damaged", finishedAt, damageKind: kind, damageSeq: seq, damageReason: reason };
}

function outcomeOf({ id, startedBy, dropped }: AuditCheck, { damage, last, dropped: more }: CheckedPiece) {
  const checked = { check: id, by: startedBy, events: (last.seq - dropped - more).toString() };
  return damage
    ? { ...checked, outcome: "damaged", kind: damage.kind, event: damage.seq.toString() }
    : { ...checked, outcome: "whole" };
}

/** Shows staff why a check does not go on; it is tried again by itself. */
export async function noteCheckProblem(shop: ShopContext, checkId: string, problem: string): Promise<void> {
  await withTenant(shop, (tx) =>
    tx.auditCheck.updateMany({
      where: { shopId: shop.shopId, id: checkId, state: "running" },
      data: { error: problem },
    }),
  );
}
