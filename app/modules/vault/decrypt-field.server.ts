import { withTenant, type TenantRef, type TenantTx } from "~/db.server";
import { AppError } from "~/lib/app-error";
import { logger } from "~/logger.server";
import { findKnownKey, getKeyById } from "./data-keys.server";
import { fieldContext } from "./field-context";
import type { DataKey } from "./key-cache";
import { bytesToUuid } from "./key-id";
import { openBox, readKeyId } from "./sealed-box";
import type { FieldRef } from "./vault-types";

/**
 * Decrypts one field, from the same place that it was encrypted for.
 * @throws AppError `internal` when the value was changed or moved, or its key is gone; logged as an error, because it must never happen.
 * AppError `keys_unavailable` when the key service does not answer.
 */
export function decryptField(tx: TenantTx, shop: TenantRef, ref: FieldRef, bytes: Uint8Array): Promise<string> {
  return open(shop, ref, bytes, (id) => getKeyById(tx, shop, id));
}

/** As decryptField, for who holds no transaction: one is opened only when this process does not know the key. */
export function decryptFieldApart(shop: TenantRef, ref: FieldRef, bytes: Uint8Array): Promise<string> {
  return open(
    shop,
    ref,
    bytes,
    async (id) => findKnownKey(shop, id) ?? (await withTenant(shop, (tx) => getKeyById(tx, shop, id))),
  );
}

async function open(
  shop: TenantRef,
  ref: FieldRef,
  bytes: Uint8Array,
  getKey: (id: string) => Promise<DataKey>,
): Promise<string> {
  try {
    const id = bytesToUuid(readKeyId(bytes));
    const { key } = await getKey(id);
    return new TextDecoder("utf-8", { fatal: true }).decode(openBox(key, fieldContext(shop.shopId, ref, id), bytes));
  } catch (cause) {
    // The database or the key service failed, not the value.
    if (cause instanceof Error && cause.name.startsWith("PrismaClient")) throw cause;
    if (cause instanceof AppError && cause.code === "keys_unavailable") throw cause;
    logger.error(
      { shopId: shop.shopId, table: ref.table, column: ref.column, row: ref.row, err: cause },
      "an encrypted value could not be read",
    );
    throw new AppError("internal", {
      message: `${ref.table}.${ref.column} could not be decrypted`,
      userMessage: "A stored value could not be read. The people who run this app have been told.",
      cause,
    });
  }
}
