import { withTenant, type TenantTx } from "~/db.server";
import { newId } from "~/lib/new-id";
import { appendEvent } from "~/modules/audit/append-event.server";
import { enqueue } from "~/modules/jobs/enqueue.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { RotationScope } from "./key-status";
import { rotateKeysJob } from "./keys-jobs";

/** A rotation that has not ended by then may have lost its job; asking again gives it another, which does no harm. */
const MAX_SILENT_MS = 15 * 60_000;

/**
 * Begins a rotation of the shop's keys, done by the worker; one that is under way is gone on with.
 * @returns the rotation's id
 */
export async function requestRotation(shop: ShopContext, scope: RotationScope): Promise<string> {
  return withTenant(shop, async (tx) => {
    const running = await findRunning(tx, shop, scope);
    if (running) {
      const silent = Date.now() - running.startedAt.getTime() > MAX_SILENT_MS;
      if (silent || running.error !== null)
        await enqueue(rotateKeysJob, { shopId: shop.shopId, rotationId: running.id }, { tx });
      return running.id;
    }
    const id = newId();
    const made = await tx.$executeRaw`
      INSERT INTO key_rotation (shop_id, id, scope) VALUES (${shop.shopId}, ${id}::uuid, ${scope}) ON CONFLICT DO NOTHING`;
    if (made === 0) return (await findRunning(tx, shop, scope))?.id ?? id;
    await enqueue(rotateKeysJob, { shopId: shop.shopId, rotationId: id }, { tx });
    await appendEvent(tx, shop, { type: "key.rotation_started", payload: { rotation: id, scope } });
    return id;
  });
}

async function findRunning(tx: TenantTx, { shopId }: ShopContext, scope: RotationScope) {
  const ofKind = scope === "master" ? "master" : { not: "master" };
  return tx.keyRotation.findFirst({ where: { shopId, state: "running", scope: ofKind } });
}
