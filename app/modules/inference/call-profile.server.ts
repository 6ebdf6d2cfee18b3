import { TtlCache } from "~/lib/ttl-cache";
import { toLimits, type BudgetLimits } from "~/modules/tenancy/limit-bounds.server";
import { getKnownShop, type KnownShop } from "~/modules/tenancy/known-shop.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
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

/** As long as the shop itself is known. */
const profiles = new WeakMap<KnownShop, CallProfile>();
const endpoints = {
  chat: new TtlCache<Endpoint[]>({ ttlMs: KEPT_MS, maxEntries: MAX_SHOPS }),
  copy: new TtlCache<Endpoint[]>({ ttlMs: KEPT_MS, maxEntries: MAX_SHOPS }),
} as const satisfies Record<Purpose, TtlCache<Endpoint[]>>;

/** The shop's limits and countries, at most five seconds old. @throws AppError `not_found` when the app is not installed there. */
export async function getCallProfile(shop: ShopContext): Promise<CallProfile> {
  const known = await getKnownShop(shop);
  const profile = profiles.get(known) ?? toCallProfile(known);
  profiles.set(known, profile);
  return profile;
}

function toCallProfile({ profile: { country, shipsTo }, settings }: KnownShop): CallProfile {
  return { limits: toLimits(settings), countries: toPhoneCountries(country, shipsTo) };
}

/** The shop's model servers for a purpose with their keys, in their order, at most five seconds old. */
export function getCallEndpoints(shop: ShopContext, purpose: Purpose): Promise<readonly Endpoint[]> {
  return endpoints[purpose].get(shop.shopId, () => resolveEndpoints(shop, purpose));
}

/** The shop's model servers have changed, or are about to in a transaction that runs. */
export function forgetCallEndpoints({ shopId }: ShopContext): void {
  for (const cache of Object.values(endpoints)) cache.forget(shopId);
}
