import { z } from "zod";
import { withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import { enqueue } from "~/modules/jobs/enqueue.server";
import type { ShopContext } from "./shop-context";
import { uninstallJob } from "./tenancy-jobs.server";
import type { WebhookTopic } from "./webhook-topic";

const ScopesUpdate = z.object({ current: z.array(z.string()) });

/** The webhooks of this room. */
export const tenancyWebhooks: WebhookTopic[] = [
  {
    topic: "APP_UNINSTALLED",
    accept: ({ shopId }) => enqueue(uninstallJob, { shopId, uninstalledAt: new Date().toISOString() }),
  },
  { topic: "APP_SCOPES_UPDATE", accept: (shop, payload) => recordScopes(shop, ScopesUpdate.parse(payload).current) },
];

async function recordScopes(shop: ShopContext, scopes: string[]): Promise<void> {
  await withTenant(shop, async (tx) => {
    await tx.session.updateMany({ where: { shopId: shop.shopId, isOnline: false }, data: { scope: scopes.join(",") } });
    await appendEvent(tx, shop, { type: "scopes.changed", payload: { scopes } });
  });
}
