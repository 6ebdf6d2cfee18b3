import type { StoredEvent } from "~/modules/audit/stored-event";
import { CALLS_EXPIRED, MIN_CALL_DAYS } from "./call-retention";

const SHOP_REDACTED = "shop.redacted";
/** An erasure of the whole shop has begun; it deletes a piece at a time, and every new try begins it again. */
const SHOP_ERASURE_BEGUN = "shop.redaction_started";

/** Events that say why a call's record may be gone. */
export const CALL_TOMBSTONES = [SHOP_REDACTED, SHOP_ERASURE_BEGUN, CALLS_EXPIRED] as const;

const DAY_MS = 86_400_000;
/** An erasure that has begun and not ended excuses nothing after this time: the shop may live on. */
const MAX_ERASURE_MS = DAY_MS;

type Expiry = {
  readonly seq: bigint;
  readonly purposes: readonly unknown[];
  /** ISO 8601, which sorts as text. */
  readonly before: string;
};

/**
 * What the chain says about missing records of calls. An erasure of the shop covers what came before it; while it is only begun, for a day. An event of retention covers calls of its purposes that were finished before the
 * time that it names, which counts only as far as it lies MIN_CALL_DAYS before the event: a younger record that is gone stays a finding,
 * whatever was written. And all such events together cover no more records than they say were deleted.
 */
export class CallTombstones {
  #erasedSeq = 0n;
  readonly #expiries: Expiry[] = [];
  #expiredLeft = 0;

  /** @param now milliseconds, as Date.now() gives them */
  constructor(events: readonly StoredEvent[], now = Date.now()) {
    for (const event of events) this.#add(event, now);
  }

  /** Whether the record that this event vouches for may be gone. Each event is to be asked about once. */
  covers({ seq, time, payload }: StoredEvent): boolean {
    const number = BigInt(seq);
    if (number < this.#erasedSeq) return true;
    const { purpose } = payload;
    const isExpired = this.#expiries.some(
      (expiry) => number < expiry.seq && time < expiry.before && expiry.purposes.includes(purpose),
    );
    if (!isExpired) return false;
    this.#expiredLeft -= 1;
    return this.#expiredLeft >= 0;
  }

  #add({ type, seq, time, payload }: StoredEvent, now: number): void {
    const isErasing = type === SHOP_ERASURE_BEGUN && now - Date.parse(time) < MAX_ERASURE_MS;
    if (type === SHOP_REDACTED || isErasing) this.#erasedSeq = BigInt(seq);
    const { purposes, before, sealed } = payload;
    if (type !== CALLS_EXPIRED || !Array.isArray(purposes) || typeof before !== "string") return;
    const latest = new Date(Date.parse(time) - MIN_CALL_DAYS * DAY_MS).toISOString();
    this.#expiries.push({ seq: BigInt(seq), purposes, before: before < latest ? before : latest });
    if (typeof sealed === "number" && sealed > 0) this.#expiredLeft += sealed;
  }
}
