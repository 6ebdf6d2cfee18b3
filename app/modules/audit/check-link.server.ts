import { z } from "zod";
import { equalInConstantTime } from "~/lib/hmac.server";
import { chainHash } from "./chain-hash.server";

/** One stored row of the chain. */
export type ChainRow = {
  readonly shopId: string;
  readonly seq: bigint;
  readonly time: Date;
  readonly type: string;
  readonly canonical: Uint8Array;
  readonly prevHash: Uint8Array;
  readonly hash: Uint8Array;
};

const Canonical = z.object({ shop: z.string(), seq: z.string(), time: z.string(), type: z.string() });

/** Why a row does not follow the one before it; null when it does. */
export function checkLink(row: ChainRow, previous: { seq: bigint; hash: Uint8Array }): string | null {
  if (row.seq !== previous.seq + 1n) return `expected number ${previous.seq + 1n}: events are missing`;
  if (!equalInConstantTime(row.prevHash, previous.hash)) return "it does not point to the event before it";
  if (!equalInConstantTime(row.hash, chainHash(previous.hash, row.canonical)))
    return "its content was changed: the hash does not fit";
  return checkColumns(row);
}

function checkColumns(row: ChainRow): string | null {
  const parsed = Canonical.safeParse(parseJson(row.canonical));
  if (!parsed.success) return "its content is not an event";
  const { shop, seq, time, type } = parsed.data;
  const same =
    shop === row.shopId && seq === row.seq.toString() && time === row.time.toISOString() && type === row.type;
  return same ? null : "its columns differ from what was hashed";
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
