import type { TenantRef, TenantTx } from "~/db.server";
import type { EncryptedPlace } from "./encrypted-places.server";
import { HEADER_ID_BYTES, readKeyIdIfBox } from "./sealed-box";
import { bytesToUuid } from "./key-id";

/** A value that a key in question encrypted. */
type FoundValue = { readonly column: string; readonly keyId: string; readonly key: readonly string[] };

type Visit = { readonly seen: number; readonly found: FoundValue[]; readonly cursor: readonly string[] | null };

type VisitOptions = {
  /** The key of the last row that was seen; empty to begin. */
  readonly after: readonly string[];
  /** Rows to look at, unless they hold more than `maxValues` wanted values. */
  readonly limit: number;
  readonly maxValues: number;
  readonly isWanted: (keyId: string) => boolean;
};

/** Identifiers come from the database's catalogue only. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * Looks at the next rows of a table, in the order of its key, and names the values under one of the keys.
 * @returns `cursor` is where to go on; null at the end
 */
export async function visitRows(
  tx: TenantTx,
  { shopId }: TenantRef,
  { table, columns, key }: EncryptedPlace,
  options: VisitOptions,
): Promise<Visit> {
  const names = key.map(({ name }) => quoted(name));
  const from = key.map(({ type }, at) => `$${at + 3}::text::${type}`);
  const rows = await tx.$queryRawUnsafe<Head[]>(
    `SELECT ARRAY[${names.map((name) => `${name}::text`).join(", ")}] AS key,
            ARRAY[${columns.map((column) => `encode(substring(${quoted(column)} FOR ${HEADER_ID_BYTES}), 'hex')`).join(", ")}] AS heads
     FROM ${quoted(table)} WHERE shop_id = $1
     ${options.after.length > 0 ? `AND (${names.join(", ")}) > (${from.join(", ")})` : ""}
     ORDER BY ${names.join(", ")} LIMIT $2::int`,
    shopId,
    options.limit,
    ...options.after,
  );
  const found: FoundValue[] = [];
  let seen = 0;
  for (const row of rows) {
    seen += 1;
    found.push(...wantedValues(row, columns, options.isWanted));
    if (found.length >= options.maxValues) break;
  }
  const atEnd = rows.length < options.limit && seen === rows.length;
  return { seen, found, cursor: atEnd ? null : (rows[seen - 1]?.key ?? null) };
}

type Head = { readonly key: string[]; readonly heads: readonly (string | null)[] };

function wantedValues({ key, heads }: Head, columns: readonly string[], isWanted: (keyId: string) => boolean) {
  return heads.flatMap((head, at): FoundValue[] => {
    const id = head === null ? null : readKeyIdIfBox(Buffer.from(head, "hex"));
    const keyId = id === null ? null : bytesToUuid(id);
    return keyId !== null && isWanted(keyId) ? [{ column: columns[at] ?? "", keyId, key }] : [];
  });
}

/** How many rows of the shop the table has, counted up to `most`. */
export async function countRows(
  tx: TenantTx,
  { shopId }: TenantRef,
  { table }: EncryptedPlace,
  most: number,
): Promise<number> {
  const rows = await tx.$queryRawUnsafe<{ n: number }[]>(
    `SELECT count(*)::int AS n FROM (SELECT 1 FROM ${quoted(table)} WHERE shop_id = $1 LIMIT $2::int) AS counted`,
    shopId,
    most,
  );
  return rows[0]?.n ?? 0;
}
