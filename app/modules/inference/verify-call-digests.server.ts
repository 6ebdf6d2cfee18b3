import type { Damage } from "~/modules/audit/damage";
import type { EventVerifier, Query } from "~/modules/audit/event-verifier";
import type { StoredEvent } from "~/modules/audit/stored-event";
import { hashedCallDigest, PLAIN_COLUMNS, type HashedCall } from "./call-digest.server";
import { CALL_COLUMNS } from "./call-fields";
import { CALL_TOMBSTONES, CallTombstones } from "./call-tombstones";

/** A key rotation encrypted calls anew, in its own transaction: payload `{ digests: { [call id]: new digest } }`. The last one counts. */
export const CALLS_REENCRYPTED = "model_call.reencrypted";

/**
 * Every finished call's row must still have the digest that the chain holds. A row may be gone when a later event says that it was
 * erased or that it was too old; one whose key was destroyed is still there, unreadable, and still fits.
 */
export const callVerifier: EventVerifier = {
  type: "model_call.finished",
  tombstones: [...CALL_TOMBSTONES, CALLS_REENCRYPTED],
  open: (shop, tombstones) => {
    const known = { gone: new CallTombstones(tombstones), renewed: readRenewed(tombstones) };
    return (query, events) => checkCalls(query, shop, events, known);
  },
};

type Known = {
  readonly gone: CallTombstones;
  /** Digests of calls that were encrypted anew, by the call's id. */
  readonly renewed: ReadonlyMap<unknown, unknown>;
};

async function checkCalls(
  query: Query,
  shop: string,
  events: readonly StoredEvent[],
  { gone, renewed }: Known,
): Promise<Damage | null> {
  if (events.length === 0) return null;
  const rows = await query(SELECT_CALLS, [shop, events.map(({ payload }) => payload["callId"])]);
  const digests = new Map(rows.map((row) => [row["id"], hashedCallDigest(toCall(row))]));
  for (const event of events) {
    const { callId } = event.payload;
    const digest = renewed.get(callId) ?? event.payload["digest"];
    const found = digests.get(callId);
    const damage = (kind: Damage["kind"], reason: string): Damage => ({ kind, seq: BigInt(event.seq), reason });
    if (found === undefined && !gone.covers(event))
      return damage("record_missing", `the record of model call ${String(callId)} is gone, and no event says why`);
    if (found !== undefined && found !== digest)
      return damage("record_changed", `the record of model call ${String(callId)} was changed after it was finished`);
  }
  return null;
}

function readRenewed(tombstones: readonly StoredEvent[]): Map<unknown, unknown> {
  const renewed = new Map<unknown, unknown>();
  for (const { type, payload } of tombstones) {
    if (type !== CALLS_REENCRYPTED || typeof payload["digests"] !== "object") continue;
    for (const [callId, digest] of Object.entries(payload["digests"] ?? {})) renewed.set(callId, digest);
  }
  return renewed;
}

const TIMES = ["createdAt", "finishedAt"] as const;

/** Names as Prisma has them; the encrypted columns as hashes, so that the bodies do not travel; times as milliseconds. */
const SELECT_CALLS = `SELECT ${[...PLAIN_COLUMNS, "verdicts"]
  .map((column) => `${toSnakeCase(column)} AS "${column}"`)
  .concat(TIMES.map((column) => `(extract(epoch FROM ${toSnakeCase(column)}) * 1000)::float8 AS "${column}"`))
  .concat(CALL_COLUMNS.map((column) => `encode(pg_catalog.sha256(${column}), 'hex') AS ${column}`))
  .join(", ")} FROM model_call WHERE shop_id = $1 AND id = ANY($2::uuid[]) AND finished_at IS NOT NULL`;

function toSnakeCase(column: string): string {
  return column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The columns are those of the statement above, in the types that node-postgres and Prisma share. */
function toCall(row: Record<string, unknown>): HashedCall {
  const [createdAt, finishedAt] = TIMES.map((column) => new Date(Number(row[column])));
  return { ...row, createdAt, finishedAt } as HashedCall;
}
