import type { TenantRef, TenantTx } from "~/db.server";
import { getLiveKey } from "./data-keys.server";
import { fieldContext } from "./field-context";
import { uuidToBytes } from "./key-id";
import { SHOP_SUBJECT } from "./key-subjects";
import { sealBox } from "./sealed-box";
import type { FieldRef } from "./vault-types";

/** Encrypts one field's text under its subject's key (or the shop's own), bound to its place. */
export async function encryptField(
  tx: TenantTx,
  shop: TenantRef,
  ref: FieldRef,
  plaintext: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const { id, key } = await getLiveKey(tx, shop, ref.subject ?? SHOP_SUBJECT);
  return sealBox(key, uuidToBytes(id), fieldContext(shop.shopId, ref, id), new TextEncoder().encode(plaintext));
}
