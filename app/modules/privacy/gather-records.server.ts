import { env } from "~/env.server";
import { withTenant } from "~/db.server";
import { listEndpoints } from "~/modules/inference/list-endpoints.server";
import { getShop } from "~/modules/tenancy/get-shop.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { getShopSettings } from "~/modules/tenancy/shop-settings.server";
import { vaultProvider } from "~/modules/vault/vault-provider.server";
import type { RetentionDays } from "./data-classes";
import { readRetentionDays } from "./read-retention-days.server";

/** What the running app is set to, as far as a record of processing has to say. */
export type ProcessingFacts = {
  readonly shop: string;
  readonly shopName: string;
  /** ISO 8601. */
  readonly madeAt: string;
  readonly retention: RetentionDays;
  /** Null: everything is kept. */
  readonly auditMonths: number | null;
  readonly masterKey: string;
  /** What the app may read and write in the shop, in Shopify's words. */
  readonly scopes: readonly string[];
  readonly modelServers: readonly ModelServer[];
  /** Address of the operator's second detector of personal data. */
  readonly detector: string | null;
  /** Further places that the operator lets the app connect to. */
  readonly otherPlaces: readonly string[];
  readonly metafields: readonly string[];
};

type ModelServer = {
  readonly name: string;
  readonly address: string;
  readonly model: string;
  readonly purposes: readonly string[];
  readonly enabled: boolean;
};

/** Reads the facts from the settings of the process and the shop. */
export async function gatherRecords(shop: ShopContext): Promise<ProcessingFacts> {
  const [profile, settings, endpoints, retention] = await Promise.all([
    getShop(shop),
    getShopSettings(shop),
    listEndpoints(shop),
    withTenant(shop, (tx) => readRetentionDays(tx, shop)),
  ]);
  return {
    shop: shop.shopId,
    shopName: profile.name,
    madeAt: new Date().toISOString(),
    retention,
    auditMonths: env.AUDIT_RETENTION_MONTHS ?? null,
    masterKey: vaultProvider().label,
    scopes: env.SCOPES.split(",").map((scope) => scope.trim()),
    modelServers: endpoints.map(({ name, baseUrl, model, purposes, enabled }) => ({
      name,
      address: baseUrl,
      model,
      purposes,
      enabled,
    })),
    detector: env.PRESIDIO_URL ?? null,
    otherPlaces: env.EGRESS_ALLOW.map(({ host, port }) => `${host}:${port}`),
    metafields: settings.factMetafields,
  };
}
