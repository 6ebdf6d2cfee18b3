import { closeDatabase, withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import { verifyDatabase } from "~/modules/audit/verify-database.server";
import { callVerifier } from "~/modules/inference/verify-call-digests.server";
import { CALL_SHARE, seedShop } from "./seed-shop";

type Options = { rows: number; seconds: number; ownerUrl: string; dataDir: string };

const WRITERS = 8;
const PAIRS = 300;

const actor = { kind: "system", name: "bench" } as const;
const event = {
  type: "model_call.finished",
  payload: { callId: crypto.randomUUID(), purpose: "chat", state: "complete", digest: "0".repeat(64) },
};

/** The figures of the bench; rates are events or rows in a second, times are milliseconds. */
export async function measure({ seconds, rows, ownerUrl, dataDir }: Options): Promise<object> {
  try {
    await measureAppends(1, 1);
    const appendsPerSecond = await measureAppends(1, seconds);
    const appendsPerSecond8Shops = await measureAppends(8, seconds);
    const addedMs = await measureAdded();
    const shop = "bench-verify.myshopify.com";
    await seedShop(ownerUrl, shop, rows);
    const verifyRowsPerSecond = await measureVerification({ ownerUrl, shop, anchorDir: dataDir, rows });
    return { appendsPerSecond, appendsPerSecond8Shops, verifyRowsPerSecond, addedMs, rows, calls: rows / CALL_SHARE };
  } finally {
    await closeDatabase();
  }
}

/** Eight writers, each event in a transaction of its own that is committed to disk. */
async function measureAppends(shops: number, seconds: number): Promise<number> {
  const tenants = Array.from({ length: shops }, (_, n) => ({ shopId: `bench-${shops}-${n}.myshopify.com`, actor }));
  const end = performance.now() + seconds * 1_000;
  let appended = 0;
  const write = async (writer: number) => {
    const shop = tenants[writer % shops];
    while (shop && performance.now() < end) {
      await withTenant(shop, (tx) => appendEvent(tx, shop, event));
      appended += 1;
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  return Math.round((appended / (performance.now() - started)) * 1_000);
}

/** How much longer a transaction with one change takes when it also appends an event: the medians' difference. */
async function measureAdded(): Promise<number> {
  const shop = { shopId: "bench-added.myshopify.com", actor };
  await withTenant(shop, (tx) => tx.shop.create({ data: { shopId: shop.shopId } }));
  const without: number[] = [];
  const withEvent: number[] = [];
  for (let n = 0; n < PAIRS; n += 1) {
    for (const times of n % 2 === 0 ? [without, withEvent] : [withEvent, without]) {
      const started = performance.now();
      await withTenant(shop, async (tx) => {
        await tx.shop.updateMany({ where: { shopId: shop.shopId }, data: { name: `n${n}` } });
        if (times === withEvent) await appendEvent(tx, shop, event);
      });
      times.push(performance.now() - started);
    }
  }
  return Number((median(withEvent) - median(without)).toFixed(2));
}

/** The whole command's work: every hash, and the record of every call that the chain vouches for. */
async function measureVerification(options: { ownerUrl: string; shop: string; anchorDir: string; rows: number }) {
  const { rows, ...where } = options;
  const started = performance.now();
  for await (const { damage, rows: seen } of verifyDatabase({ ...where, keys: new Map(), verifiers: [callVerifier] }))
    if (damage !== null || seen !== rows) throw new Error(`the seed is damaged: ${damage?.reason ?? seen}`);
  return Math.round((rows / (performance.now() - started)) * 1_000);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
