import type { DevStoreContext } from "./context.ts";
import { clearCustomerCookie, findLoggedInCustomer, setCustomerCookie } from "./customer-cookie.ts";
import { createFaults } from "./faults.ts";
import { createRequestLog } from "./request-log.ts";
import { createStateKeeper } from "./saved-state.ts";
import type { StateKeeper } from "./saved-state.ts";
import type { DevStoreOptions } from "./options.ts";
import type { Services } from "./services.ts";
import { mintSessionToken } from "./session-token.ts";
import { newShopState } from "./shop-state.ts";
import type { ShopState } from "./shop-state.ts";
import { signAdminQuery } from "./signatures.ts";
import { findLoggedInStaff } from "./staff-cookie.ts";
import { createStoreRegistry } from "./store-registry.ts";
import type { ReloadableRegistry } from "./store-registry.ts";
import type { Store } from "./store-schema.ts";
import { productPayload } from "./webhook-payloads.ts";
import { createWebhookSender } from "./webhook-sender.ts";
import type { WebhookSender } from "./webhook-sender.ts";

/** The parts of a dev store, wired together. @throws StoreError when a store folder cannot be loaded. */
export function createServices(options: DevStoreOptions): {
  services: Services;
  registry: ReloadableRegistry;
  sender: WebhookSender;
  keeper: StateKeeper;
} {
  const registry = createStoreRegistry(options.folders);
  const log = createRequestLog();
  const states = new Map<string, ShopState>();
  const sender = createWebhookSender({ appUrl: options.appUrl, apiSecret: options.apiSecret, log });
  const keeper = createStateKeeper(options.dataFolder, () =>
    registry.list().map((store) => ({ store, state: stateOf(store) })),
  );
  const stateOf = (store: Store) => {
    const isFirst = registry.list()[0]?.domain === store.domain;
    const state = states.get(store.domain) ?? newShopState(isFirst ? true : null);
    states.set(store.domain, state);
    return state;
  };
  const emit = (store: Store, topic: string, payload: unknown) => {
    const { installed, subscriptions } = stateOf(store);
    if (!installed) return;
    const declared = options.app.subscriptions.filter((entry) => entry.topic === topic);
    const viaApi = subscriptions.filter((entry) => entry.topic === topic.toUpperCase().replace("/", "_"));
    for (const { uri } of [...declared, ...viaApi]) sender.send({ shop: store.domain, topic, uri, payload });
  };
  const context = createContext(options, registry, stateOf, emit, keeper);
  for (const store of registry.list()) {
    keeper.restore(store, stateOf(store));
    // An installed app gets the scopes of its present configuration, as after a merchant's consent.
    for (const token of stateOf(store).tokens) token.scopes = options.app.scopes;
  }
  const services = {
    context,
    app: options.app,
    faults: createFaults(),
    log,
    stateOf,
    emit,
    changed: () => keeper.changed(),
  };
  return { services, registry, sender, keeper };
}

function createContext(
  options: DevStoreOptions,
  registry: ReloadableRegistry,
  stateOf: (store: Store) => ShopState,
  emit: Services["emit"],
  keeper: StateKeeper,
): DevStoreContext {
  const { apiKey, apiSecret } = options;
  const stateOfDomain = (domain: string) => {
    const store = registry.byDomain(domain);
    return store ? stateOf(store) : null;
  };
  const context: DevStoreContext = {
    stores: registry,
    appUrl: options.appUrl.replace(/\/$/, ""),
    apiKey,
    apiSecret,
    publicOrigin: "http://localhost:4000",
    originOf(store) {
      if (registry.list()[0]?.domain === store.domain) return context.publicOrigin;
      return context.publicOrigin.replace("//localhost", `//${store.shop.handle}.localhost`);
    },
    fileUrl: (store, path) =>
      `${context.publicOrigin}/_shopify/${store.domain}/files/${path.split("/").map(encodeURIComponent).join("/")}`,
    embed: {
      isEnabled: (domain) => stateOfDomain(domain)?.embed ?? false,
      setEnabled(domain, enabled) {
        Object.assign(stateOfDomain(domain) ?? {}, { embed: enabled });
        keeper.changed();
      },
    },
    customerOf: findLoggedInCustomer,
    loginCustomer: setCustomerCookie,
    logoutCustomer: clearCustomerCookie,
    staffOf: findLoggedInStaff,
    mintSessionToken: (store, staff) => mintSessionToken(store, { apiKey, apiSecret }, staff),
    signAdminQuery: (parameters) => signAdminQuery(apiSecret, parameters),
    isInstalled: (domain) => stateOfDomain(domain)?.installed ?? false,
    productChanged(store, product) {
      product.updatedAt = laterThan(product.updatedAt);
      keeper.changed();
      emit(store, "products/update", productPayload(context, store, product));
    },
  };
  return context;
}

/** Now in whole seconds as Shopify writes it, and always later than before, so that a change can be told. */
function laterThan(before: string): string {
  const seconds = Math.max(Math.floor(Date.now() / 1_000), Math.floor(Date.parse(before) / 1_000) + 1);
  return new Date(seconds * 1_000).toISOString().replace(".000Z", "Z");
}
