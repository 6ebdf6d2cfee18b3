import { isIP } from "node:net";
import type { StoreRegistry } from "./context.ts";
import { loadStore, StoreError } from "./load-store.ts";
import type { Store } from "./store-schema.ts";

/** A registry that can read its folders again. */
export type ReloadableRegistry = StoreRegistry & {
  /** Replaces one store or all of them by what is in the files. @throws StoreError, keeping the old ones. */
  reload(): void;
};

/**
 * Loads the store folders; the first is the one at plain `localhost`.
 * @throws StoreError when a folder cannot be loaded or two have the same handle.
 */
export function createStoreRegistry(folders: readonly string[]): ReloadableRegistry {
  let stores = loadAll(folders);
  const byHandle = (handle: string) => stores.find((store) => store.shop.handle === handle) ?? null;
  return {
    list: () => stores,
    byDomain: (domain) => stores.find((store) => store.domain === domain) ?? null,
    byHost(host) {
      const name = hostName(host);
      if (name === null) return null;
      if (name === "localhost" || isIP(name) !== 0) return stores[0] ?? null;
      return name.endsWith(".localhost") ? byHandle(name.slice(0, -".localhost".length)) : null;
    },
    reload() {
      stores = loadAll(folders);
    },
  };
}

function loadAll(folders: readonly string[]): Store[] {
  const stores = folders.map(loadStore);
  const domains = stores.map((store) => store.domain);
  const repeated = stores.find((store, index) => domains.indexOf(store.domain) !== index);
  if (repeated) {
    const reason = `"${repeated.shop.handle}" is also the handle of another loaded store`;
    throw new StoreError(repeated.folder, [`${repeated.folder}/shop.json: $.handle: ${reason}`]);
  }
  return stores;
}

function hostName(host: string | undefined): string | null {
  const url = host === undefined ? null : URL.parse(`http://${host}`);
  return url ? url.hostname.replace(/^\[|\]$/g, "") : null;
}
