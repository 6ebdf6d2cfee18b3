import type { ShopContext } from "./shop-context";

/** What a room above wants done when a shop has installed the app; it only enqueues. */
export type InstallHook = (shop: ShopContext) => Promise<void>;

let hooks: readonly InstallHook[] = [];

/** Called once by the process's composition root. */
export function setInstallHooks(list: readonly InstallHook[]): void {
  hooks = list;
}

/** Runs every hook in its order. @throws what a hook throws */
export async function runInstallHooks(shop: ShopContext): Promise<void> {
  for (const hook of hooks) await hook(shop);
}
