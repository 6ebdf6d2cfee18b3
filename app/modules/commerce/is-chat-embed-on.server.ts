import type { ShopContext } from "~/modules/tenancy/shop-context";
import { queryAdmin } from "./query-admin.server";
import { THEME_SETTINGS } from "./shop-documents";
import { hasChatEmbed } from "./theme-settings";

/**
 * Whether the merchant has switched the chat on in the published theme.
 * @throws AppError `shopify_failed`, also when the app may not read themes.
 */
export async function isChatEmbedOn(shop: ShopContext): Promise<boolean> {
  const { data } = await queryAdmin(shop, THEME_SETTINGS);
  const content = data.themes?.nodes[0]?.files?.nodes[0]?.body.content;
  return content !== undefined && hasChatEmbed(content);
}
