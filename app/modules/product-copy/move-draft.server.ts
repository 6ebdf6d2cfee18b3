import { withTenant } from "~/db.server";
import type { Prisma } from "~/generated/prisma/client";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { DraftState } from "./copy-draft";

// A request that holds a draft ends long before this; after it, another may take over from one that crashed.
const HOLD_MS = 60_000;

type Move = {
  readonly from: DraftState;
  readonly to: DraftState;
  readonly data?: Prisma.CopyDraftUpdateManyMutationInput;
  /** Also take over a draft that a crashed request left in `to`. */
  readonly takeOver?: boolean;
};

/** Moves a draft from one state to another; false when it was not in the first, so that of two requests at once one wins. */
export async function moveDraft(shop: ShopContext, draftId: string, move: Move): Promise<boolean> {
  const abandoned = { state: move.to, updatedAt: { lt: new Date(Date.now() - HOLD_MS) } };
  const { count } = await withTenant(shop, (tx) =>
    tx.copyDraft.updateMany({
      where: { shopId: shop.shopId, id: draftId, OR: [{ state: move.from }, ...(move.takeOver ? [abandoned] : [])] },
      data: { ...move.data, state: move.to },
    }),
  );
  return count === 1;
}
