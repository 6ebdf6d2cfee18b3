import { GENESIS_HASH } from "./chain-hash.server";
import { checkLink, type ChainRow, type Link } from "./check-link.server";
import type { Damage } from "./damage";
import type { Statement } from "./signed-statement";

export const CHAIN_START: Link = { seq: 0n, hash: GENESIS_HASH, isStart: true };

/** Checks a chain's rows in their order, against each other and against what was signed about them. */
export class ChainWalk {
  /** The last row that was found good. */
  last: Link;
  /** The last row that a signed statement vouches for. */
  vouchedSeq: bigint;
  private readonly anchors: readonly Statement[];
  private nextAnchor = 0;

  /** `statements` are of this shop, their signatures checked; those about rows before the start are not looked at. */
  constructor(statements: readonly Statement[], start: Link = CHAIN_START) {
    this.last = start;
    this.vouchedSeq = start.seq;
    this.anchors = statements
      .filter(({ seq }) => BigInt(seq) > start.seq)
      .toSorted((a, b) => Number(BigInt(a.seq) - BigInt(b.seq)));
  }

  /** Takes the next row; null when it is good. */
  step(row: ChainRow): Damage | null {
    const damage = checkLink(row, this.last) ?? this.checkAnchors(row);
    if (damage === null) this.last = { seq: row.seq, hash: row.hash };
    return damage;
  }

  /** To be asked when there is no further row: whether signed statements know of more. */
  end(): Damage | null {
    const newest = this.anchors.at(-1);
    if (newest === undefined || BigInt(newest.seq) <= this.last.seq) return null;
    const first = this.last.seq + 1n;
    const reason = `events ${first} to ${newest.seq} are missing at the end: a head signed at ${newest.signedAt} knows them`;
    return { kind: "truncated", seq: first, reason };
  }

  private checkAnchors({ seq, hash }: ChainRow): Damage | null {
    for (;;) {
      const anchor = this.anchors[this.nextAnchor];
      if (anchor === undefined || BigInt(anchor.seq) > seq) return null;
      this.nextAnchor += 1;
      if (anchor.hash !== hash) return rewritten(this.vouchedSeq + 1n, anchor);
      this.vouchedSeq = seq;
    }
  }
}

/** Nothing tells where between two statements it begins: the first row that none vouches for is named. */
function rewritten(seq: bigint, { seq: until, signedAt }: Statement): Damage {
  const range = BigInt(until) > seq ? `events ${seq} to ${until} were` : `event ${seq} was`;
  return { kind: "rewritten", seq, reason: `${range} made anew: the hash signed at ${signedAt} is another one` };
}
