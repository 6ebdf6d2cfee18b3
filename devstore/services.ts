import type { AppConfig } from "./app-config.ts";
import type { DevStoreContext } from "./context.ts";
import type { Faults } from "./faults.ts";
import type { RequestLog } from "./request-log.ts";
import type { ShopState } from "./shop-state.ts";
import type { Store } from "./store-schema.ts";

/** What the machine side shares among its own files, beyond the context that all parts see. */
export type Services = {
  context: DevStoreContext;
  app: AppConfig;
  faults: Faults;
  log: RequestLog;
  /** State of a loaded store's shop. */
  stateOf: (store: Store) => ShopState;
  /** Call after changing a state or a store, so that it is kept across restarts. */
  changed: () => void;
  /** Sends an event to the app's subscriptions of an installed shop, in the background. */
  emit: (store: Store, topic: string, payload: unknown) => void;
};

/** Finds the store that a route's `:domain` names. */
export function findStore(services: Services, domain: string | undefined): Store | null {
  return domain === undefined ? null : services.context.stores.byDomain(domain);
}
