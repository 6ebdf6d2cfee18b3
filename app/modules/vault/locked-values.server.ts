import type { TenantRef, TenantTx } from "~/db.server";
import type { EncryptedPlace } from "./encrypted-places.server";
import { quoted } from "./visit-rows.server";

/** The bytes in one column of one row. */
export type StoredValue = { readonly key: readonly string[]; readonly box: Uint8Array };

/** The rows' values as they are now, locked until the transaction ends; rows that somebody else has locked are left out. */
export async function lockValues(
  tx: TenantTx,
  { shopId }: TenantRef,
  place: EncryptedPlace,
  column: string,
  keys: readonly (readonly string[])[],
): Promise<StoredValue[]> {
  const names = place.key.map(({ name }) => `t.${quoted(name)}`);
  const typed = place.key.map(({ name, type }) => `${quoted(name)}::${type}`);
  const rows = await tx.$queryRawUnsafe<{ key: string[]; box: string }[]>(
    `SELECT ARRAY[${names.map((name) => `${name}::text`).join(", ")}] AS key, encode(t.${quoted(column)}, 'base64') AS box
     FROM ${quoted(place.table)} AS t
     WHERE t.shop_id = $1 AND t.${quoted(column)} IS NOT NULL
       AND (${names.join(", ")}) IN (SELECT ${typed.join(", ")} FROM ${listOf(place, 2)})
     FOR UPDATE OF t SKIP LOCKED`,
    shopId,
    ...transposed(place, keys),
  );
  return rows.map(({ key, box }) => ({ key, box: new Uint8Array(Buffer.from(box, "base64")) }));
}

/** Puts other bytes in their place. */
export async function replaceValues(
  tx: TenantTx,
  { shopId }: TenantRef,
  place: EncryptedPlace,
  column: string,
  values: readonly StoredValue[],
): Promise<void> {
  if (values.length === 0) return;
  const same = place.key.map(({ name, type }) => `t.${quoted(name)} = v.${quoted(name)}::${type}`);
  await tx.$executeRawUnsafe(
    `UPDATE ${quoted(place.table)} AS t SET ${quoted(column)} = decode(v.box, 'base64')
     FROM ${listOf(place, 3, "$2::text[]", "box")} WHERE t.shop_id = $1 AND ${same.join(" AND ")}`,
    shopId,
    values.map(({ box }) => Buffer.from(box).toString("base64")),
    ...transposed(
      place,
      values.map(({ key }) => key),
    ),
  );
}

/** A list of row keys as a table: one array for each part of the key, the first being parameter `first`. */
function listOf({ key }: EncryptedPlace, first: number, moreValues?: string, moreName?: string): string {
  const arrays = [...key.map((_, at) => `$${first + at}::text[]`), ...(moreValues ? [moreValues] : [])];
  const names = [...key.map(({ name }) => quoted(name)), ...(moreName ? [moreName] : [])];
  return `unnest(${arrays.join(", ")}) AS v(${names.join(", ")})`;
}

function transposed({ key }: EncryptedPlace, keys: readonly (readonly string[])[]): string[][] {
  return key.map((_, at) => keys.map((parts) => parts[at] ?? ""));
}
