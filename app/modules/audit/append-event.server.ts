import type { TenantRef, TenantTx } from "~/db.server";
import type { JsonObject } from "~/lib/canonical-json";
import { canonicalEvent, type AuditActor } from "./audit-event";
import { GENESIS_HASH, chainHash } from "./chain-hash.server";

/** Who acts, with a shopper's customer id or without: it is never written. */
export type ActingTenant = TenantRef & { readonly actor: AuditActor };

/** `type` in past tense ("copy.published"); `payload` holds ids, counts and states, never personal data. */
export type NewAuditEvent = { readonly type: string; readonly payload: JsonObject };

const EVENT_TYPE = /^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$/;

/**
 * Appends one event to the shop's chain, in the transaction of the change itself: both happen or none.
 * Other writers of the same shop's chain wait until this transaction ends.
 */
export async function appendEvent(tx: TenantTx, shop: ActingTenant, event: NewAuditEvent): Promise<void> {
  if (!EVENT_TYPE.test(event.type)) throw new Error(`"${event.type}" is not an event type such as "copy.published"`);
  const { shopId } = shop;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`audit:${shopId}`}, 0))`;
  const last = await tx.auditEvent.findFirst({
    where: { shopId },
    orderBy: { seq: "desc" },
    select: { seq: true, hash: true },
  });
  const seq = (last?.seq ?? 0n) + 1n;
  const prevHash = new Uint8Array(last?.hash ?? GENESIS_HASH);
  const time = new Date();
  const canonical = canonicalEvent({ shopId, seq, time, ...event, actor: toAuditActor(shop.actor) });
  const hash = chainHash(prevHash, canonical);
  await tx.auditEvent.create({ data: { shopId, seq, time, type: event.type, canonical, prevHash, hash } });
}

function toAuditActor(actor: AuditActor): AuditActor {
  switch (actor.kind) {
    case "staff":
      return { kind: "staff", id: actor.id };
    case "shopper":
      return { kind: "shopper", conversationId: actor.conversationId };
    case "system":
      return { kind: "system", name: actor.name };
  }
}
