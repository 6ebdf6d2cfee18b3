import { withTenant } from "~/db.server";
import { AppError } from "~/lib/app-error";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { advanceRotation, type Advance } from "./advance-rotation.server";

const UNKNOWN_PROBLEM =
  "The rotation stopped for an unknown reason. Nothing was lost and everything can still be read; the app’s log says more.";

export type RunOptions = { readonly forMs: number; readonly signal: AbortSignal; readonly settleMs?: number };

/** Works on a rotation until it has ended, has to wait, or the time is over. Any number of processes may do so at once. */
export async function runRotation(
  shop: ShopContext,
  rotationId: string,
  { forMs, signal, settleMs }: RunOptions,
): Promise<Advance> {
  const until = Date.now() + forMs;
  for (;;) {
    const advance = await withTenant(shop, (tx) => advanceRotation(tx, shop, rotationId, settleMs));
    if (advance.next !== "go_on" || signal.aborted || Date.now() > until) return advance;
  }
}

/** Shows staff why a rotation does not go on. It is still running: the queue tries again. */
export async function noteProblem(shop: ShopContext, rotationId: string, error: unknown): Promise<void> {
  const problem = error instanceof AppError ? error.userMessage : UNKNOWN_PROBLEM;
  await withTenant(shop, (tx) =>
    tx.keyRotation.updateMany({
      where: { shopId: shop.shopId, id: rotationId, state: "running" },
      data: { error: problem },
    }),
  );
}
