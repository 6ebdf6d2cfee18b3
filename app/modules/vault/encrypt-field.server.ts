import { withTenant, type TenantRef, type TenantTx } from "~/db.server";
import { findKnownLiveKey, getLiveKey } from "./data-keys.server";
import { fieldContext } from "./field-context";
import type { DataKey } from "./key-cache";
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
  return seal(await getLiveKey(tx, shop, subjectOf(ref)), shop, ref, plaintext);
}

/** As encryptField, for who holds no transaction: one is opened only when this process does not know the key. */
export async function encryptFieldApart(
  shop: TenantRef,
  ref: FieldRef,
  plaintext: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const subject = subjectOf(ref);
  const key = findKnownLiveKey(shop, subject) ?? (await withTenant(shop, (tx) => getLiveKey(tx, shop, subject)));
  return seal(key, shop, ref, plaintext);
}

const subjectOf = ({ subject }: FieldRef) => subject ?? SHOP_SUBJECT;

function seal({ id, key }: DataKey, { shopId }: TenantRef, ref: FieldRef, plaintext: string): Uint8Array<ArrayBuffer> {
  return sealBox(key, uuidToBytes(id), fieldContext(shopId, ref, id), new TextEncoder().encode(plaintext));
}
