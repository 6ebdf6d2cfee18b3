import { setTimeout as sleep } from "node:timers/promises";
import { withTenant } from "~/db.server";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { readOlderMasterKeys } from "~/modules/vault/master-key-file.server";
import { removeOlderMasterKeys, swapMasterKey } from "~/modules/vault/swap-master-key.server";
import { vaultProvider } from "~/modules/vault/vault-provider.server";
import { requestRotation } from "./request-rotation.server";
import { runRotation } from "./run-rotation.server";

/** After that, a process that wrapped with the old key just before the swap has committed. */
const COMMIT_MS = 15_000;
const SHOP_MS = 60_000;

type Use = { shop_id: string; wrapped_by: string; keys: number };

export type MasterRotation = {
  /** The master key's file; null with KMS, where the key is chosen by VAULT_KMS_KEY_ID. */
  readonly file: string | null;
  readonly keepOld: boolean;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  readonly commitMs?: number;
};

/**
 * Has a new master key wrap the keys of every shop, while the app runs. The old key's file stays until nothing needs it. Cut off at any
 * moment, the next call goes on.
 * @returns how many shops were wrapped anew
 * @throws Error when a shop's keys could not be wrapped anew; the old key's file is then still there.
 */
export async function rotateMasterKey(options: MasterRotation): Promise<number> {
  const { file, keepOld, say, signal, commitMs = COMMIT_MS } = options;
  if (file !== null) await swapUnlessUnfinished(file, say);
  let shops = await rewrapAll(options);
  await sleep(commitMs, undefined, { signal });
  shops += await rewrapAll(options);
  const left = await listOutdated();
  if (left.length > 0) throw new Error(`${left.length} shops still need the old master key: run the command again`);
  if (file === null) return shops;
  if (keepOld) say("The old key's file is kept.");
  else
    for (const name of removeOlderMasterKeys(file)) say(`Removed ${name}: nothing in the database needs it any more.`);
  return shops;
}

/** A second new key before the first one is in use everywhere would only leave more files. */
async function swapUnlessUnfinished(file: string, say: MasterRotation["say"]): Promise<void> {
  if (readOlderMasterKeys(file).length > 0 && (await listOutdated()).length > 0) {
    say("Going on with an earlier rotation that did not end.");
    return;
  }
  const { before, after } = swapMasterKey(file);
  say(`New master key ${after} in ${file}; ${before} lies beside it.`);
}

async function rewrapAll({ say, signal }: MasterRotation): Promise<number> {
  const shops = [...new Set((await listOutdated()).map(({ shop_id: shopId }) => shopId))];
  for (const [done, shopId] of shops.entries()) {
    signal.throwIfAborted();
    const shop = systemShop(shopId, "keys-rotate");
    await runRotation(shop, await requestRotation(shop, "master"), { forMs: SHOP_MS, signal });
    say(`${done + 1} of ${shops.length} shops`);
  }
  return shops.length;
}

/** Shops with keys that another master key wraps than the provider's. */
async function listOutdated(): Promise<Use[]> {
  const use = await withTenant({ shopId: "" }, (tx) => tx.$queryRaw<Use[]>`SELECT * FROM master_key_use()`);
  const masterKeyId = vaultProvider().masterKeyId();
  return use.filter(({ wrapped_by: wrappedBy }) => wrappedBy !== masterKeyId);
}
