import type { Client } from "pg";
import type { Link } from "./check-link.server";
import type { Damage } from "./damage";
import type { Statement } from "./signed-statement";
import type { StoredEvent } from "./stored-event";
import { CHAIN_START } from "./walk-chain.server";

/** The event that records that retention dropped a sealed month; its payload has the `lastSeq` of the month. */
export const SEGMENT_DROPPED = "audit_segment.dropped";

type Known = { readonly statements: readonly Statement[]; readonly tombstones: readonly StoredEvent[] };

/**
 * What the first row has to follow: nothing, or the end of a sealed month whose events were dropped. That takes both its signed
 * checkpoint and the event that records it, so that nobody else can do the same unseen.
 */
export async function findChainStart(
  client: Client,
  shop: string,
  { statements, tombstones }: Known,
): Promise<{ ok: true; link: Link } | { ok: false; damage: Damage }> {
  const { rows } = await client.query<{ first: string | null }>(
    "SELECT min(seq) AS first FROM audit_event WHERE shop_id = $1",
    [shop],
  );
  const first = BigInt(rows[0]?.first ?? 1);
  if (first === 1n) return { ok: true, link: CHAIN_START };
  const recorded = tombstones.filter(({ type }) => type === SEGMENT_DROPPED).map(lastSeqOf);
  const before = first - 1n;
  const sealed = statements.find(({ kind, seq }) => kind === "segment" && BigInt(seq) === before);
  if (sealed && recorded.includes(before)) {
    return { ok: true, link: { seq: before, hash: sealed.hash, isStart: true } };
  }
  const dropped = recorded.filter((seq) => seq < before).reduce((a, b) => (a > b ? a : b), 0n);
  const why = sealed ? "no event records that retention dropped them" : "no signed checkpoint ends there";
  const reason = `events ${dropped + 1n} to ${before} are missing at the beginning: ${why}`;
  return { ok: false, damage: { kind: "deleted", seq: dropped + 1n, reason } };
}

function lastSeqOf({ payload }: StoredEvent): bigint {
  const { lastSeq } = payload;
  return typeof lastSeq === "string" && /^\d{1,19}$/.test(lastSeq) ? BigInt(lastSeq) : 0n;
}
