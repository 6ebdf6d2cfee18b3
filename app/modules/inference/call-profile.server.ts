import { TtlCache } from "~/lib/ttl-cache";
import { toLimits, type BudgetLimits } from "~/modules/tenancy/limit-bounds.server";
import { getShop } from "~/modules/tenancy/get-shop.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { getShopSettings, onSettingsChanged } from "~/modules/tenancy/shop-settings.server";
import type { Endpoint } from "./endpoint";
import type { Purpose } from "./inference-types";
import { toPhoneCountries } from "./redaction/phone-countries";
import { resolveEndpoints } from "./resolve-endpoints.server";

/** What every call needs to know of its shop, and what changes only when somebody changes it. */
export type CallProfile = {
  readonly limits: BudgetLimits;
  /** Whose national phone numbers count (`toPhoneCountries`). */
  readonly countries: readonly string[];
};

/** How long another process may go on with what was changed; this one forgets at once. */
const KEPT_MS = 5_000;
const MAX_SHOPS = 2_000;

const profiles = new TtlCache<CallProfile>({ ttlMs: KEPT_MS, maxEntries: MAX_SHOPS });
const endpoints = {
  chat: new TtlCache<Endpoint[]>({ ttlMs: KEPT_MS, maxEntries: MAX_SHOPS }),
  copy: new TtlCache<Endpoint[]>({ ttlMs: KEPT_MS, maxEntries: MAX_SHOPS }),
} as const satisfies Record<Purpose, TtlCache<Endpoint[]>>;

onSettingsChanged((shopId) => profiles.forget(shopId));

/** The shop's limits and countries, at most five seconds old. @throws AppError `not_found` when the app is not installed there. */
export function getCallProfile(shop: ShopContext): Promise<CallProfile> {
  return profiles.get(shop.shopId, async () => {
    const [settings, { country, shipsTo }] = await Promise.all([getShopSettings(shop), getShop(shop)]);
    return { limits: toLimits(settings), countries: toPhoneCountries(country, shipsTo) };
  });
}

/** The shop's model servers for a purpose with their keys, in their order, at most five seconds old. */
export function getCallEndpoints(shop: ShopContext, purpose: Purpose): Promise<readonly Endpoint[]> {
  return endpoints[purpose].get(shop.shopId, () => resolveEndpoints(shop, purpose));
}

/** The shop's model servers have changed, or are about to in a transaction that runs. */
export function forgetCallEndpoints({ shopId }: ShopContext): void {
  for (const cache of Object.values(endpoints)) cache.forget(shopId);
}
