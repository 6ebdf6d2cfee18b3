import type { TenantTx } from "~/db.server";
import type { KeyRotation } from "~/generated/prisma/client";
import { appendEvent } from "~/modules/audit/append-event.server";
import { sealReencryptedCalls } from "~/modules/inference/seal-reencrypted-calls.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { MAX_KEY_AGE_MS } from "~/modules/vault/data-keys.server";
import { listEncryptedPlaces } from "~/modules/vault/encrypted-places.server";
import { lockKeys } from "~/modules/vault/lock-keys.server";
import { reencryptRows } from "~/modules/vault/reencrypt-rows.server";
import { deleteRetiredKeys, retireKeys } from "~/modules/vault/retired-keys.server";
import { rewrapKeys } from "~/modules/vault/rewrap-keys.server";
import { countRows } from "~/modules/vault/visit-rows.server";

/** After that, no process writes with a replaced key: caches have let go of it, and transactions that had it before are over. */
export const SETTLE_MS = MAX_KEY_AGE_MS + 15_000;

const KEYS_PER_BATCH = 50;
const MAX_COUNTED_ROWS = 5_000_000;

export type Advance = { readonly next: "go_on" | "end" } | { readonly next: "wait"; readonly ms: number };

type Change = Partial<Omit<KeyRotation, "shopId" | "id">>;

/**
 * Does the next small piece of a rotation and notes where it goes on, in one transaction: cut off at any moment, or run twice at once, it
 * neither loses nor repeats a piece.
 *
 * retire → rewrap → reencrypt, and again from rewrap until a whole pass, begun after SETTLE_MS, found nothing → finish.
 */
export async function advanceRotation(
  tx: TenantTx,
  shop: ShopContext,
  rotationId: string,
  settleMs = SETTLE_MS,
): Promise<Advance> {
  await lockKeys(tx, shop);
  const row = await tx.keyRotation.findUnique({ where: { shopId_id: { shopId: shop.shopId, id: rotationId } } });
  if (row?.state !== "running") return { next: "end" };
  const waitMs = (row.notBefore?.getTime() ?? 0) - Date.now();
  if (waitMs > 0) return { next: "wait", ms: waitMs };
  const change = await doStep(tx, shop, row, settleMs);
  await tx.keyRotation.update({
    where: { shopId_id: { shopId: shop.shopId, id: rotationId } },
    data: { error: null, ...change },
  });
  return { next: change.state === "done" ? "end" : "go_on" };
}

async function doStep(tx: TenantTx, shop: ShopContext, row: KeyRotation, settleMs: number): Promise<Change> {
  switch (row.step) {
    case "retire":
      return retire(tx, shop, row);
    case "rewrap":
      return rewrap(tx, shop, row);
    case "reencrypt":
      return reencrypt(tx, shop, row, settleMs);
    default:
      return finish(tx, shop, row);
  }
}

async function retire(tx: TenantTx, shop: ShopContext, { scope }: KeyRotation): Promise<Change> {
  if (scope === "master") return { step: "rewrap" };
  await retireKeys(tx, shop, scope === "all" ? "all" : "shop");
  let rowsTotal = 0;
  for (const place of await listEncryptedPlaces(tx)) rowsTotal += await countRows(tx, shop, place, MAX_COUNTED_ROWS);
  return { step: "rewrap", rowsTotal };
}

async function rewrap(tx: TenantTx, shop: ShopContext, row: KeyRotation): Promise<Change> {
  const count = await rewrapKeys(tx, shop, KEYS_PER_BATCH);
  const change = { keysRewrapped: row.keysRewrapped + count, foundInPass: row.foundInPass + count };
  if (count > 0) return change;
  return { ...change, step: row.scope === "master" ? "finish" : "reencrypt" };
}

async function reencrypt(tx: TenantTx, shop: ShopContext, row: KeyRotation, settleMs: number): Promise<Change> {
  const places = await listEncryptedPlaces(tx);
  const place = places.find(({ table }) => table >= row.place);
  if (!place) return endPass(row, settleMs);
  const after = place.table === row.place ? row.cursor : [];
  const done = await reencryptRows(tx, shop, place, after);
  if (place.table === "model_call") await sealReencryptedCalls(tx, shop, done.changedRows);
  const following = places[places.indexOf(place) + 1]?.table ?? AFTER_LAST;
  return {
    place: done.cursor === null ? following : place.table,
    cursor: [...(done.cursor ?? [])],
    foundInPass: row.foundInPass + done.found,
    // Only the first pass is what people wait for; the later ones look for what came in between.
    rowsSeen: row.rowsSeen + (row.pass === 1 ? done.seen : 0),
    valuesChanged: row.valuesChanged + done.changed,
    keptKeys: [...new Set([...row.keptKeys, ...done.stuckKeys])],
  };
}

/** Sorts behind every table's name. */
const AFTER_LAST = "~";

function endPass({ pass, foundInPass }: KeyRotation, settleMs: number): Change {
  // The first pass may have begun while other processes still wrote with a replaced key.
  if (pass > 1 && foundInPass === 0) return { step: "finish" };
  const notBefore = new Date(Date.now() + settleMs);
  return { step: "rewrap", place: "", cursor: [], pass: pass + 1, foundInPass: 0, notBefore };
}

async function finish(tx: TenantTx, shop: ShopContext, row: KeyRotation): Promise<Change> {
  const keysDeleted = row.scope === "master" ? 0 : await deleteRetiredKeys(tx, shop, row.keptKeys);
  const { scope, valuesChanged, keysRewrapped } = row;
  const payload = { rotation: row.id, scope, valuesChanged, keysRewrapped, keysDeleted, keysKept: row.keptKeys.length };
  await appendEvent(tx, shop, { type: "key.rotated", payload });
  return { state: "done", finishedAt: new Date(), keysDeleted };
}
