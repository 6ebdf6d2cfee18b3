import { chainHash } from "./chain-hash.server";
import type { Damage } from "./damage";
import { parseStoredEvent } from "./stored-event";

/** One stored row of the chain. */
export type ChainRow = {
  readonly shopId: string;
  readonly seq: bigint;
  readonly time: Date;
  readonly type: string;
  readonly canonical: Buffer;
  /** Hexadecimal, as the next one. */
  readonly prevHash: string;
  readonly hash: string;
};

/** What the next row has to follow. */
export type Link = { readonly seq: bigint; readonly hash: string; readonly isStart?: boolean };

/** What is wrong with a row that comes after `previous`; null when nothing is. */
export function checkLink(row: ChainRow, previous: Link): Damage | null {
  const expected = previous.seq + 1n;
  if (row.seq !== expected) return missing(expected, row.seq);
  const isSelfConsistent = row.hash === chainHash(row.prevHash, row.canonical);
  const isLinked = row.prevHash === previous.hash;
  if (isLinked && isSelfConsistent && endsAsColumns(row)) return null;
  const said = parseStoredEvent(row.canonical);
  if (said !== null && said.seq !== String(expected)) {
    return { kind: "reordered", seq: row.seq, reason: `event ${said.seq} stands at number ${row.seq}` };
  }
  if (!isLinked) return brokenLink(row, previous, isSelfConsistent);
  if (!isSelfConsistent) return edited(row.seq, "its content was changed: the hash does not fit");
  if (said === null) return edited(row.seq, "its content is not an event");
  return edited(row.seq, "its columns differ from what was hashed");
}

/** The members after actor and payload repeat the columns, so that their text is known: comparing it takes less than parsing. */
function endsAsColumns({ shopId, seq, time, type, canonical }: ChainRow): boolean {
  const end = `,"seq":"${seq}","shop":${JSON.stringify(shopId)},"time":"${time.toISOString()}","type":${JSON.stringify(type)},"v":1}`;
  return canonical.toString("utf8", canonical.length - Buffer.byteLength(end)) === end;
}

function missing(expected: bigint, found: bigint): Damage {
  const range = found - 1n > expected ? `events ${expected} to ${found - 1n} are` : `event ${expected} is`;
  return { kind: "deleted", seq: expected, reason: `${range} missing: the next one is ${found}` };
}

/** A row that still fits its own hash was not touched; then it was the one before, and its hash was made anew. */
function brokenLink(row: ChainRow, previous: Link, isSelfConsistent: boolean): Damage {
  if (!isSelfConsistent || previous.isStart)
    return edited(row.seq, "it does not point to the event before it: its previous hash was changed");
  return edited(previous.seq, "its content and hash were changed: the next event points to another hash");
}

function edited(seq: bigint, reason: string): Damage {
  return { kind: "edited", seq, reason };
}
