import { z } from "zod";
import { AccessToken } from "./access-tokens.ts";
import type { BulkOperation } from "./admin-api/bulk-operation.ts";

/** A webhook subscription that the app made through the Admin API. */
const ApiSubscription = z.object({
  id: z.number(),
  /** As in the GraphQL enum, such as PRODUCTS_UPDATE. */
  topic: z.string(),
  uri: z.string(),
  createdAt: z.string(),
});
export type ApiSubscription = z.infer<typeof ApiSubscription>;

/** What the dev store remembers of a shop's app beyond its store data, kept across restarts. */
export const SavedShopState = z.object({
  installed: z.boolean(),
  /** null: the merchant never touched the app embed. */
  embed: z.boolean().nullable(),
  tokens: z.array(AccessToken),
  subscriptions: z.array(ApiSubscription),
});

export type ShopState = z.infer<typeof SavedShopState> & {
  bulkOperations: BulkOperation[];
  /** Points left in the GraphQL bucket, and when that was so (milliseconds since 1970). */
  bucket: { points: number; at: number };
  /** Whether protected customer fields come back as null with errors. */
  redactsCustomerData: boolean;
};

/** State of a shop that never saw the app. */
export function newShopState(embed: boolean | null): ShopState {
  return {
    installed: false,
    embed,
    tokens: [],
    subscriptions: [],
    bulkOperations: [],
    bucket: { points: Number.POSITIVE_INFINITY, at: 0 },
    redactsCustomerData: false,
  };
}
