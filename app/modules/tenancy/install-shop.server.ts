import { withTenant, type TenantTx } from "~/db.server";
import { logger } from "~/logger.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import { runInstallHooks } from "./install-hooks.server";
import type { ShopContext } from "./shop-context";

/**
 * Makes sure that the shop has its row. The first time, and again after an uninstall, it counts as an installation:
 * the audit log gets it, and the install hooks run. A failing hook is logged; what it does can be asked for again.
 */
export async function ensureInstalled(shop: ShopContext): Promise<void> {
  const installed = await withTenant(shop, async (tx) => {
    if (await isInstalled(tx, shop)) return false;
    if (!(await markInstalled(tx, shop))) return false;
    await appendEvent(tx, shop, { type: "app.installed", payload: {} });
    return true;
  });
  if (!installed) return;
  await runInstallHooks(shop).catch((err: unknown) => {
    logger.error({ err, shopId: shop.shopId }, "an install hook failed");
  });
}

async function isInstalled(tx: TenantTx, { shopId }: ShopContext): Promise<boolean> {
  return (await tx.shop.count({ where: { shopId, uninstalledAt: null } })) > 0;
}

/** True for exactly one of several requests that arrive at once. */
async function markInstalled(tx: TenantTx, { shopId }: ShopContext): Promise<boolean> {
  const rows = await tx.$executeRaw`
    INSERT INTO shop (shop_id) VALUES (${shopId})
    ON CONFLICT (shop_id) DO UPDATE SET uninstalled_at = NULL, installed_at = now() WHERE shop.uninstalled_at IS NOT NULL`;
  return rows > 0;
}
