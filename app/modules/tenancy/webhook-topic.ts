import type { ShopContext } from "./shop-context";

/** What a room does when one kind of webhook arrives. */
export type WebhookTopic = {
  /** As the Shopify library names it, e.g. "PRODUCTS_UPDATE". */
  readonly topic: string;
  /** Only parses and enqueues: Shopify waits five seconds at most. Called once per webhook id. */
  readonly accept: (shop: ShopContext, payload: unknown, webhookId: string) => Promise<void>;
};
