import type { JsonObject } from "~/lib/canonical-json";
import { canonicalJson } from "~/lib/canonical-json";

/** Who did it, as the log keeps it: no customer id, name or address. */
export type AuditActor =
  | { readonly kind: "staff"; readonly id: string }
  | { readonly kind: "shopper"; readonly conversationId: string }
  | { readonly kind: "system"; readonly name: string };

export type AuditRecord = {
  readonly shopId: string;
  /** 1 for a shop's first event, then without gaps. */
  readonly seq: bigint;
  readonly time: Date;
  /** Past tense: "copy.published". */
  readonly type: string;
  readonly actor: AuditActor;
  readonly payload: JsonObject;
};

const SCHEMA_VERSION = 1;

/** The bytes that are hashed and stored: RFC 8785 JSON that holds all there is to know about the event. */
export function canonicalEvent(event: AuditRecord): Uint8Array<ArrayBuffer> {
  const { shopId, seq, time, type, actor, payload } = event;
  const value = {
    v: SCHEMA_VERSION,
    shop: shopId,
    seq: seq.toString(),
    time: time.toISOString(),
    type,
    actor,
    payload,
  };
  return new TextEncoder().encode(canonicalJson(value));
}
