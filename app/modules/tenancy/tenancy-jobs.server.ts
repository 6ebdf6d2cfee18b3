import { z } from "zod";
import { withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import { defineJob, handle, type JobHandler } from "~/modules/jobs/define-job";
import { forgetKnownShop } from "./known-shop.server";
import { ShopDomain } from "./shop-domain";
import { systemShop } from "./system-shop.server";

/** Ends an installation: the app can no longer act in the shop. Its data goes with Shopify's shop/redact, 48 hours later. */
export const uninstallJob = defineJob({
  name: "tenancy-uninstall",
  schema: z.object({ shopId: ShopDomain, uninstalledAt: z.iso.datetime() }),
  retryLimit: 10,
  expireInSeconds: 60,
});

/** The jobs of this room, for the worker. */
export const tenancyHandlers: JobHandler[] = [
  handle(uninstallJob, ({ shopId, uninstalledAt }) => uninstallShop(shopId, new Date(uninstalledAt))),
];

/** Idempotent; an installation that is newer than the uninstall is left alone. */
async function uninstallShop(shopId: string, uninstalledAt: Date): Promise<void> {
  const shop = systemShop(shopId, uninstallJob.name);
  await withTenant(shop, async (tx) => {
    const { count } = await tx.shop.updateMany({
      where: { shopId, uninstalledAt: null, installedAt: { lte: uninstalledAt } },
      data: { uninstalledAt },
    });
    if (count === 0) return;
    const sessions = await tx.session.deleteMany({ where: { shopId } });
    await appendEvent(tx, shop, { type: "app.uninstalled", payload: { sessionsDeleted: sessions.count } });
  });
  forgetKnownShop(shop);
}
