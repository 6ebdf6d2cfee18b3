import { withTenant, type TenantTx } from "~/db.server";
import { parseInput } from "~/lib/parse-input";
import { AppError } from "~/lib/app-error";
import { appendEvent } from "~/modules/audit/append-event.server";
import { forgetKnownShop } from "./known-shop.server";
import { checkBounds } from "./limit-bounds.server";
import type { ShopContext } from "./shop-context";
import { ShopSettings, type ShopSettingsPatch } from "./shop-settings";

/** The shop's settings, with our defaults for what was never set. */
export async function getShopSettings(shop: ShopContext): Promise<ShopSettings> {
  const row = await withTenant(shop, (tx) =>
    tx.shop.findUnique({ where: { shopId: shop.shopId }, select: { settings: true } }),
  );
  return ShopSettings.parse(row?.settings ?? {});
}

/**
 * Changes the given settings and leaves the others; the audit log gets their names.
 * @throws AppError `bad_request` for a wrong value, `not_found` when the app is not installed.
 */
export async function updateShopSettings(shop: ShopContext, patch: ShopSettingsPatch): Promise<ShopSettings> {
  const changed = await withTenant(shop, async (tx) => {
    const settings = parseInput({ ...(await lockSettings(tx, shop)), ...patch }, ShopSettings);
    checkBounds(settings);
    await tx.shop.update({ where: { shopId: shop.shopId }, data: { settings } });
    await appendEvent(tx, shop, { type: "settings.changed", payload: { changed: Object.keys(patch).sort() } });
    return settings;
  });
  forgetKnownShop(shop);
  return changed;
}

/** Holds the row until the transaction ends, so that two changes at once do not undo each other. */
async function lockSettings(tx: TenantTx, shop: ShopContext): Promise<ShopSettings> {
  const rows = await tx.$queryRaw<
    { settings: unknown }[]
  >`SELECT settings FROM shop WHERE shop_id = ${shop.shopId} FOR UPDATE`;
  if (!rows[0])
    throw new AppError("not_found", { message: "no shop row", userMessage: "The app is not installed in this shop." });
  return ShopSettings.parse(rows[0].settings);
}
