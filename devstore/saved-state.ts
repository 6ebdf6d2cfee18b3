import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { SavedShopState } from "./shop-state.ts";
import type { ShopState } from "./shop-state.ts";
import { StoreCollection, StorePage, StorePolicy, StoreProduct } from "./store-schema.ts";
import type { Store } from "./store-schema.ts";

const SAVE_DELAY_MS = 200;

const Saved = z.object({
  state: SavedShopState,
  /** Digest of the store files that the texts were changed from; other files win over the saved texts. */
  source: z.string(),
  texts: z.object({
    products: z.array(StoreProduct),
    collections: z.array(StoreCollection),
    pages: z.array(StorePage),
    policies: z.array(StorePolicy),
  }),
});

/** Keeps what apps and merchants changed, in one JSON file per shop, so that a restart of the dev store is no reset. */
export type StateKeeper = {
  /** Takes over what was saved for the store, if anything. */
  restore(store: Store, state: ShopState): void;
  /** Saves all stores soon. */
  changed(): void;
  /** Saves now what is waiting. */
  flush(): void;
};

/** A keeper in a folder; without one, nothing is kept. */
export function createStateKeeper(folder: string | null, all: () => { store: Store; state: ShopState }[]): StateKeeper {
  if (folder === null) return { restore: () => undefined, changed: () => undefined, flush: () => undefined };
  mkdirSync(folder, { recursive: true });
  let timer: NodeJS.Timeout | null = null;
  const flush = () => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    for (const { store, state } of all()) save(folder, store, state);
  };
  return {
    restore: (store, state) => restore(folder, store, state),
    changed: () => {
      timer ??= setTimeout(flush, SAVE_DELAY_MS);
    },
    flush,
  };
}

const fileOf = (folder: string, store: Store) => join(folder, `${store.domain}.json`);

function save(folder: string, store: Store, state: ShopState): void {
  const { products, collections, pages, policies } = store;
  const saved = Saved.parse({ state, source: digestOfFiles(store), texts: { products, collections, pages, policies } });
  // Tokens are in it; a half-written file must never be read.
  const temporary = `${fileOf(folder, store)}.new`;
  writeFileSync(temporary, JSON.stringify(saved), { mode: 0o600 });
  renameSync(temporary, fileOf(folder, store));
}

function restore(folder: string, store: Store, state: ShopState): void {
  const file = fileOf(folder, store);
  if (!existsSync(file)) return;
  const saved = Saved.safeParse(JSON.parse(readFileSync(file, "utf8"))).data;
  // Saved by another version: starting over is what a development store should do.
  if (!saved) return;
  Object.assign(state, saved.state);
  if (saved.source === digestOfFiles(store)) Object.assign(store, saved.texts);
}

function digestOfFiles({ folder }: Store): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(folder)
    .filter((entry) => entry.endsWith(".json"))
    .sort()) {
    hash.update(name).update(readFileSync(join(folder, name)));
  }
  return hash.digest("hex");
}
