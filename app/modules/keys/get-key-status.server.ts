import { withTenant } from "~/db.server";
import type { KeyRotation } from "~/generated/prisma/client";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { SHOP_SUBJECT } from "~/modules/vault/key-subjects";
import { vaultProvider } from "~/modules/vault/vault-provider.server";
import { ROTATION_SCOPES, type KeyStatus, type RotationStatus } from "./key-status";

type Counts = { live: number; retired: number; destroyed: number; oldest: Date | null; shop: Date | null };

/** How the shop's keys are kept, how old they are, and how far a rotation is. */
export async function getKeyStatus(shop: ShopContext): Promise<KeyStatus> {
  const { shopId } = shop;
  return withTenant(shop, async (tx) => {
    const [counts] = await tx.$queryRaw<Counts[]>`
      SELECT count(*) FILTER (WHERE destroyed_at IS NULL AND retired_at IS NULL)::int AS live,
             count(*) FILTER (WHERE destroyed_at IS NULL AND retired_at IS NOT NULL)::int AS retired,
             count(*) FILTER (WHERE destroyed_at IS NOT NULL)::int AS destroyed,
             min(created_at) FILTER (WHERE destroyed_at IS NULL AND retired_at IS NULL) AS oldest,
             max(created_at) FILTER (WHERE destroyed_at IS NULL AND retired_at IS NULL AND subject = ${SHOP_SUBJECT}) AS shop
      FROM data_key WHERE shop_id = ${shopId}`;
    const rotation = await tx.keyRotation.findFirst({
      where: { shopId },
      // "running" sorts behind "done": one that is under way is what people want to see.
      orderBy: [{ state: "desc" }, { startedAt: "desc" }],
    });
    return {
      provider: vaultProvider().label,
      shopKeySince: counts?.shop ?? null,
      oldestKeySince: counts?.oldest ?? null,
      liveKeys: counts?.live ?? 0,
      retiredKeys: counts?.retired ?? 0,
      destroyedKeys: counts?.destroyed ?? 0,
      rotation: rotation && toStatus(rotation),
    };
  });
}

function toStatus(row: KeyRotation): RotationStatus {
  const scope = ROTATION_SCOPES.find((known) => known === row.scope) ?? "all";
  const state = row.state === "done" ? "done" : "running";
  return {
    id: row.id,
    scope,
    state,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
    percent: percentOf(row),
    valuesChanged: row.valuesChanged,
    problem: row.error,
  };
}

/** Reading everything once is nearly all of it; the passes that look for late writes are the rest. */
function percentOf({ state, pass, rowsSeen, rowsTotal }: KeyRotation): number {
  if (state === "done") return 100;
  if (pass > 1) return 95;
  return rowsTotal === 0 ? 0 : Math.min(90, Math.round((rowsSeen / rowsTotal) * 90));
}
