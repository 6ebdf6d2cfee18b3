import type { TenantRef, TenantTx } from "~/db.server";
import { canonicalJson, type JsonObject } from "~/lib/canonical-json";
import type { AuditActor } from "./audit-event";

/** Who acts, with a shopper's customer id or without: it is never written. */
export type ActingTenant = TenantRef & { readonly actor: AuditActor };

/** `type` in past tense ("copy.published"); `payload` holds ids, counts and states, never personal data. */
export type NewAuditEvent = { readonly type: string; readonly payload: JsonObject };

const EVENT_TYPE = /^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$/;

/**
 * Appends one event to the shop's chain, in the transaction of the change itself: both happen or none. One statement; the database
 * gives number, time and hash. Other writers of the same shop's chain wait until this transaction ends, so append last.
 */
export async function appendEvent(tx: TenantTx, shop: ActingTenant, event: NewAuditEvent): Promise<void> {
  const { type, actor, payload } = toEventArguments(shop, event);
  await tx.$executeRaw`SELECT append_audit_event(${shop.shopId}, ${type}, ${actor}, ${payload})`;
}

/** What append_audit_event() wants beside the shop, for a SQL function that makes a change and appends its event at once. */
export function toEventArguments({ actor }: ActingTenant, { type, payload }: NewAuditEvent) {
  if (!EVENT_TYPE.test(type)) throw new Error(`"${type}" is not an event type such as "copy.published"`);
  return { type, actor: canonicalJson(toAuditActor(actor)), payload: canonicalJson(payload) };
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
