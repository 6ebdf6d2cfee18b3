import type { TenantRef, TenantTx } from "~/db.server";
import type { EncryptedPlace } from "./encrypted-places.server";
import { HEADER_ID_BYTES, readKeyIdIfBox } from "./sealed-box";
import { bytesToUuid } from "./key-id";

/** A value that a key in question encrypted. */
type FoundValue = {
  readonly column: string;
  readonly keyId: string;
  readonly key: readonly string[];
  readonly bytes: number;
};

type Visit = {
  readonly seen: number;
  readonly found: readonly FoundValue[];
  readonly keys: ReadonlySet<string>;
  readonly cursor: readonly string[] | null;
};

type VisitOptions = {
  /** The key of the last row that was seen; empty to begin. */
  readonly after: readonly string[];
  /** Rows to look at, unless they hold more than `maxValues` wanted values, or more than `maxBytes` of them. */
  readonly limit: number;
  readonly maxValues: number;
  /** The row with which the wanted values reach this size together is the last one, also when it is the first. */
  readonly maxBytes: number;
  /** Those of the keys that values were encrypted with that are in question. */
  readonly selectKeys: (keyIds: readonly string[]) => Promise<ReadonlySet<string>>;
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
  const names = key.map(({ name }) => `t.${quoted(name)}`);
  const from = key.map(({ type }, at) => `$${at + 3}::text::${type}`);
  const rows = await tx.$queryRawUnsafe<Head[]>(
    `SELECT ARRAY[${names.map((name) => `${name}::text`).join(", ")}] AS key,
            ARRAY[${columns.map((column) => `encode(substring(t.${quoted(column)} FOR ${HEADER_ID_BYTES}), 'hex')`).join(", ")}] AS heads,
            ARRAY[${columns.map((column) => `octet_length(t.${quoted(column)})`).join(", ")}] AS sizes
     FROM ${quoted(table)} AS t WHERE t.shop_id = $1
     ${options.after.length > 0 ? `AND (${names.join(", ")}) > (${from.join(", ")})` : ""}
     ORDER BY ${names.join(", ")} LIMIT $2::int`,
    shopId,
    options.limit,
    ...options.after,
  );
  const values = rows.map((row) => encryptedValues(row, columns));
  const keys = await options.selectKeys([...new Set(values.flat().map(({ keyId }) => keyId))]);
  const found: FoundValue[] = [];
  let seen = 0;
  let foundBytes = 0;
  for (const ofRow of values) {
    const wanted = ofRow.filter(({ keyId }) => keys.has(keyId));
    seen += 1;
    found.push(...wanted);
    foundBytes += wanted.reduce((sum, { bytes }) => sum + bytes, 0);
    if (found.length >= options.maxValues || foundBytes >= options.maxBytes) break;
  }
  const atEnd = rows.length < options.limit && seen === rows.length;
  return { seen, found, keys, cursor: atEnd ? null : (rows[seen - 1]?.key ?? null) };
}

type Head = {
  readonly key: string[];
  readonly heads: readonly (string | null)[];
  readonly sizes: readonly (number | null)[];
};

/** What may be encrypted values of a row, by how they begin. */
function encryptedValues({ key, heads, sizes }: Head, columns: readonly string[]): FoundValue[] {
  return heads.flatMap((head, at) => {
    const id = head === null ? null : readKeyIdIfBox(Buffer.from(head, "hex"));
    return id === null ? [] : [{ column: columns[at] ?? "", keyId: bytesToUuid(id), key, bytes: sizes[at] ?? 0 }];
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
