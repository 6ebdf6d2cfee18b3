import type { AnchorTarget } from "./anchor-target.server";
import { listHeads, type Head } from "./list-heads.server";
import { signStatement, type SigningKey } from "./signing-key.server";

export type AnchorOptions = {
  readonly key: SigningKey;
  readonly targets: readonly AnchorTarget[];
  /** What was anchored last for each shop, kept by the caller: a head that has not moved is not written again. */
  readonly anchored: Map<string, bigint>;
  readonly signal?: AbortSignal;
};

const LINES_AT_ONCE = 500;

/**
 * Signs the head of every chain that has grown and gives it to each target.
 * @throws Error when a target does not keep it; the heads are then signed again in the next run.
 */
export async function anchorHeads({ key, targets, anchored, signal }: AnchorOptions): Promise<void> {
  let batch: Head[] = [];
  const flush = async () => {
    if (batch.length === 0) return;
    const lines = batch.map((head) => signHead(key, head));
    for (const target of targets) await target.append(lines);
    for (const { shopId, seq } of batch) anchored.set(shopId, seq);
    batch = [];
  };
  for await (const head of listHeads()) {
    signal?.throwIfAborted();
    if (anchored.get(head.shopId) === head.seq) continue;
    batch.push(head);
    if (batch.length === LINES_AT_ONCE) await flush();
  }
  await flush();
}

function signHead(key: SigningKey, { shopId, seq, time, hash }: Head): string {
  return signStatement(key, { kind: "head", shop: shopId, seq: seq.toString(), time: time.toISOString(), hash });
}
