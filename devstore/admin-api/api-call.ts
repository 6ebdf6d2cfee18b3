import { GraphQLError } from "graphql";
import type { Services } from "../services.ts";
import type { ShopState } from "../shop-state.ts";
import type { Store } from "../store-schema.ts";
import type { ListArgs } from "./list-args.ts";

/** One Admin API request; the context value of its execution. */
export type ApiCall = {
  services: Services;
  store: Store;
  state: ShopState;
  scopes: ReadonlySet<string>;
  /** Bulk operations read whole connections. */
  unlimited: boolean;
  links: Links;
};

/** Views that those of other files refer back to: the API is a graph, our files are not. */
export type Links = {
  product(call: ApiCall, product: Store["products"][number]): View;
  order(call: ApiCall, order: Store["orders"][number]): View;
  customer(call: ApiCall, customer: Store["customers"][number]): View;
  /** Connection over some of the store's collections. */
  collections(call: ApiCall, collections: Store["collections"], args: ListArgs): View;
};

/** An object of the API: fields are values, or methods that take the field's arguments. */
export type View = Record<string, unknown>;

/** Error for what the real API has and the dev store lacks. */
export function notImplemented(what: string): GraphQLError {
  return new GraphQLError(`The dev store does not implement ${what}`, { extensions: { code: "NOT_IMPLEMENTED" } });
}
