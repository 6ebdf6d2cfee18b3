/** The addresses that a shop's storefront is read at. */
export type StorefrontOrigins = {
  readonly shopId: string;
  /** The shop's own domain, as Shopify gives it; empty when it is not known yet. */
  readonly storefrontUrl: string;
  /** Where the dev store serves its shops; undefined in production. */
  readonly devStoreOrigin: string | undefined;
};

/** Whether the `Origin` is one of the shop's storefront: its own domain, its permanent one, or the dev store's. */
export function isStorefrontOrigin(
  origin: string,
  { shopId, storefrontUrl, devStoreOrigin }: StorefrontOrigins,
): boolean {
  const known = [storefrontUrl, `https://${shopId}`]
    .filter((url) => URL.canParse(url))
    .map((url) => new URL(url).origin);
  return known.includes(origin) || isDevStoreOrigin(origin, devStoreOrigin);
}

/** The dev store's own origin, and its other shops at `<handle>.localhost` on the same port. */
export function isDevStoreOrigin(origin: string, devStoreOrigin: string | undefined): boolean {
  if (devStoreOrigin === undefined || !URL.canParse(origin)) return false;
  const [url, dev] = [new URL(origin), new URL(devStoreOrigin)];
  return (
    url.origin === dev.origin ||
    (url.protocol === dev.protocol && url.port === dev.port && url.hostname.endsWith(".localhost"))
  );
}
