/** Shopify hands results out over https; only a configured stand-in for Shopify may do otherwise. */
export function isExportUrl(url: string, shopifyOrigin: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, origin } = new URL(url);
  return protocol === "https:" || (shopifyOrigin !== undefined && origin === new URL(shopifyOrigin).origin);
}
