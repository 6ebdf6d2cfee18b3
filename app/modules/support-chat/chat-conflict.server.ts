import type { TenantTx } from "~/db.server";
import { AppError } from "~/lib/app-error";
import { nameStaff } from "~/modules/tenancy/name-staff.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { staffIdOf } from "~/modules/tenancy/staff-id";
import type { StaffState } from "./staff-chat";

/** @throws AppError `conflict` unless the member of staff who acts has the chat. */
export async function requireHolder(
  tx: TenantTx,
  shop: ShopContext,
  { state, holder }: { readonly state: StaffState; readonly holder: string | null },
): Promise<void> {
  if (state === "closed") throw chatClosed();
  if (state === "waiting" || holder === null) throw conflict("Nobody has this chat yet. Take it over first.");
  if (holder !== staffIdOf(shop)) throw await takenBySomebody(tx, shop, holder);
}

/** Somebody else has it by now. */
export async function takenBySomebody(tx: TenantTx, shop: ShopContext, holder: string): Promise<AppError> {
  const { name } = (await nameStaff(tx, shop, [holder]))(holder);
  return conflict(`${name} has taken over this chat meanwhile.`);
}

export function chatClosed(): AppError {
  return conflict("This chat was closed meanwhile. It opens again when the shopper writes.");
}

function conflict(userMessage: string): AppError {
  return new AppError("conflict", { message: "the chat changed meanwhile", userMessage });
}
