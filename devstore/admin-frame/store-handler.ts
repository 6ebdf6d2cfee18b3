import type { Request, RequestHandler, Response } from "express";
import type { DevStoreContext } from "../context.ts";
import type { Store } from "../store-schema.ts";

export type StorePage = (store: Store, request: Request, response: Response) => void | Promise<void>;

/** Handler for the store that the request's host names; requests for no store go on. */
export function forStore(context: DevStoreContext, page: StorePage): RequestHandler {
  return (request, response, next) => {
    const store = context.stores.byHost(request.headers.host);
    if (!store) return next();
    Promise.resolve()
      .then(() => page(store, request, response))
      .catch(next);
  };
}
