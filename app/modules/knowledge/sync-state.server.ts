import { withTenant, type TenantTx } from "~/db.server";
import type { Prisma } from "~/generated/prisma/client";
import { AppError } from "~/lib/app-error";
import type { ShopContext } from "~/modules/tenancy/shop-context";

export type SyncKind = "catalogue" | "texts";

const UNKNOWN_ERROR =
  "The synchronisation stopped for an unknown reason. It is tried again; if this stays, look into the app's log.";

/** Marks a synchronisation as begun now, by the database's clock, which the mirror's rows are marked by too. */
export async function beginSync(
  tx: TenantTx,
  { shopId }: ShopContext,
  kind: SyncKind,
  cursor: string | null,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO sync_state (shop_id, kind, state, started_at, cursor) VALUES (${shopId}, ${kind}, 'running', now(), ${cursor})
    ON CONFLICT (shop_id, kind) DO UPDATE SET state = 'running', started_at = now(), cursor = excluded.cursor, error = NULL`;
}

/** The state of a synchronisation; null before the first one. */
export async function findSync(tx: TenantTx, { shopId }: ShopContext, kind: SyncKind) {
  return tx.syncState.findUnique({ where: { shopId_kind: { shopId, kind } } });
}

/** Marks a synchronisation as finished, with what it counted. */
export async function finishSync(
  tx: TenantTx,
  { shopId }: ShopContext,
  kind: SyncKind,
  counts: Prisma.InputJsonObject,
): Promise<void> {
  await tx.syncState.updateMany({
    where: { shopId, kind },
    data: { state: "done", finishedAt: new Date(), counts, error: null },
  });
}

/** Runs a step of a synchronisation; when it fails, staff see why, and the queue tries again. */
export async function recordingFailure(shop: ShopContext, kind: SyncKind, step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    const reason = error instanceof AppError ? error.userMessage : UNKNOWN_ERROR;
    await withTenant(shop, (tx) => failSync(tx, shop, kind, reason));
    throw error;
  }
}

/** Marks a synchronisation as failed; `reason` is shown to staff. */
export async function failSync(tx: TenantTx, { shopId }: ShopContext, kind: SyncKind, reason: string): Promise<void> {
  await tx.syncState.upsert({
    where: { shopId_kind: { shopId, kind } },
    create: { shopId, kind, state: "failed", error: reason },
    update: { state: "failed", error: reason },
  });
}
