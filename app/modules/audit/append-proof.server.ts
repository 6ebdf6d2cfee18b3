import type { TenantTx } from "~/db.server";
import { toEventArguments, type ActingTenant, type NewAuditEvent } from "./append-event.server";

/** What an event can be found and checked by later. */
export type EventProof = { readonly seq: bigint; readonly hash: Uint8Array<ArrayBuffer> };

/** As appendEvent, and gives the event's number and hash, for a record that points to it. */
export async function appendProof(tx: TenantTx, shop: ActingTenant, event: NewAuditEvent): Promise<EventProof> {
  const { type, actor, payload } = toEventArguments(shop, event);
  const rows = await tx.$queryRaw<{ seq: bigint }[]>`
    SELECT append_audit_event(${shop.shopId}, ${type}, ${actor}, ${payload}) AS seq`;
  const seq = rows[0]?.seq ?? 0n;
  const { hash } = await tx.auditEvent.findUniqueOrThrow({
    where: { shopId_seq: { shopId: shop.shopId, seq } },
    select: { hash: true },
  });
  return { seq, hash: new Uint8Array(hash) };
}
