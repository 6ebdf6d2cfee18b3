import type { TenantRef, TenantTx } from "~/db.server";
import { blindIndex } from "~/modules/vault/blind-index.server";

/** What stands for a customer in our tables: a keyed hash of the number in Shopify (or of the gid that ends in it). */
export async function customerHash(
  tx: TenantTx,
  shop: TenantRef,
  customerId: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const number = /\d+$/.exec(customerId)?.[0];
  if (number === undefined) throw new Error("a customer's id ends in a number");
  return blindIndex(tx, shop, "customer", number);
}
