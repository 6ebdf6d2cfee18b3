import type { TenantRef } from "~/db.server";
import { TtlCache } from "~/lib/ttl-cache";
import { readShop, type ShopProfile } from "./get-shop.server";
import { ShopSettings } from "./shop-settings";

/** A shop with its settings, as the steps of a conversation need them: each of them, at every message. */
export type KnownShop = { readonly profile: ShopProfile; readonly settings: ShopSettings };

/** How long another process may go on with what was changed; this one forgets at once. */
const KEPT_MS = 5_000;
const MAX_SHOPS = 2_000;

const known = new TtlCache<KnownShop>({ ttlMs: KEPT_MS, maxEntries: MAX_SHOPS });

/** The shop and its settings, at most five seconds old. @throws AppError `not_found` when the app is not installed there. */
export function getKnownShop({ shopId }: TenantRef): Promise<KnownShop> {
  return known.get(shopId, async () => {
    const { settings, ...profile } = await readShop({ shopId });
    return { profile, settings: ShopSettings.parse(settings) };
  });
}

/** The shop was changed, or is about to be in a transaction that runs. */
export function forgetKnownShop({ shopId }: TenantRef): void {
  known.forget(shopId);
}
