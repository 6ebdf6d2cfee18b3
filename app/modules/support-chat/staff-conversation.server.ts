import { z } from "zod";
import type { TenantTx } from "~/db.server";
import type { Conversation } from "~/generated/prisma/client";
import { AppError } from "~/lib/app-error";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { STAFF_STATES, type StaffState } from "./staff-chat";

const Id = z.uuid();

/** A conversation that is with staff; null for any other text, another shop's, and one that is the assistant's. */
export async function findStaffState(
  tx: TenantTx,
  { shopId }: ShopContext,
  id: string,
): Promise<{ row: Conversation; state: StaffState } | null> {
  if (!Id.safeParse(id).success) return null;
  const row = await tx.conversation.findUnique({ where: { shopId_id: { shopId, id } } });
  const state = STAFF_STATES.find((known) => known === row?.state);
  return row && state ? { row, state } : null;
}

/**
 * The same, locked until the transaction ends, so that of two who act at once the second sees what the first did.
 * @throws AppError `not_found`.
 */
export async function lockStaffChat(tx: TenantTx, shop: ShopContext, id: string) {
  if (!Id.safeParse(id).success) throw chatNotFound();
  await tx.$executeRaw`SELECT 1 FROM conversation WHERE shop_id = ${shop.shopId} AND id = ${id}::uuid FOR UPDATE`;
  const found = await findStaffState(tx, shop, id);
  if (!found) throw chatNotFound();
  return found;
}

/** The same answer for a chat that never was, is another shop's, was erased, or is the assistant's. */
export function chatNotFound(): AppError {
  return new AppError("not_found", {
    message: "no such conversation with staff",
    userMessage: "This chat is not with your team any more. It was given back to the assistant, or erased.",
  });
}
