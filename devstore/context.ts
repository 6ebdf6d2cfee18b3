import type { Request, Response } from "express";
import type { z } from "zod";
import type { Store, StoreProduct, StoreShop } from "./store-schema.ts";

export type Product = z.infer<typeof StoreProduct>;
export type Staff = z.infer<typeof StoreShop>["staff"];

/** The loaded stores. Look a store up per request: a control "reset" replaces the objects. */
export type StoreRegistry = {
  /**
   * Store of a Host header: the first store for `localhost[:port]` or an IP address, `<handle>.localhost[:port]`
   * for any store by its handle; null for an unknown one.
   */
  byHost(host: string | undefined): Store | null;
  /** Store of a permanent domain such as `demo.myshopify.com`; null for an unknown one. */
  byDomain(domain: string): Store | null;
  /** All stores; the first is the one at plain `localhost`. */
  list(): Store[];
};

/** What the parts of the dev store share. Made once by `createDevStore`; handed to every router. */
export type DevStoreContext = {
  stores: StoreRegistry;
  /** Origin of the app under development, without a slash at the end, such as `http://localhost:3000`. */
  appUrl: string;
  apiKey: string;
  apiSecret: string;
  /** Origin of the first store, such as `http://localhost:4000`; known once listening, so read it per request. */
  publicOrigin: string;
  /** Origin of a store's storefront and admin: `publicOrigin`, or `http://<handle>.localhost:<port>`. */
  originOf(store: Store): string;
  /** Absolute URL of a file in the store folder's images/, served by the dev store as its CDN. */
  fileUrl(store: Store, path: string): string;
  /** The theme app extension's embed block, as merchants switch it in the theme editor. */
  embed: { isEnabled(domain: string): boolean; setEnabled(domain: string, enabled: boolean): void };
  /** Id of the customer who is logged in to the store of this request's cookie; null when none. */
  customerOf(request: Request, store: Store): number | null;
  /** Sets the signed login cookie `devstore_customer_<handle>`. */
  loginCustomer(response: Response, store: Store, customerId: number): void;
  /** Clears the login cookie. */
  logoutCustomer(response: Response, store: Store): void;
  /** Who is logged in to the shop's admin in this request's browser. */
  staffOf(request: Request, store: Store): Staff;
  /** Session token (JWT, 60 s) as App Bridge hands it to the embedded app; staff is the shop's owner by default. */
  mintSessionToken(store: Store, staff?: Staff): string;
  /** Query string with Shopify's `hmac` for a page opened in the admin, from the other parameters. */
  signAdminQuery(parameters: Record<string, string>): string;
  /** True after the app's first token exchange for the shop, until it is uninstalled. */
  isInstalled(domain: string): boolean;
  /** Call after changing a product: bumps `updatedAt` and sends `products/update`. */
  productChanged(store: Store, product: Product): void;
};
