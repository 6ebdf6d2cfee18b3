import type { TenantTx } from "~/db.server";

/** A table that may hold encrypted values. */
export type EncryptedPlace = {
  readonly table: string;
  /** Its bytes columns; not all of them need to hold ciphertext. */
  readonly columns: readonly string[];
  /** The primary key after shop_id, with SQL types: the order in which rows are visited. */
  readonly key: readonly { readonly name: string; readonly type: string }[];
  /** Rows that the app's role may not change keep their keys. */
  readonly writable: boolean;
};

type Row = { table: string; columns: string[]; keys: string[]; types: string[]; writable: boolean };

/**
 * Every tenant table with bytes columns, by name, as the database's own catalogue has them: a table that is added later is found too.
 * @throws Error when a table's rows cannot be named by its key; a rotation must not pass over ciphertext in silence.
 */
export async function listEncryptedPlaces(tx: TenantTx): Promise<EncryptedPlace[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT c.relname AS table, array_agg(a.attname::text ORDER BY a.attnum) AS columns,
      ARRAY(SELECT k.attname::text FROM unnest(i.indkey) WITH ORDINALITY AS n(attnum, at)
            JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = n.attnum ORDER BY n.at) AS keys,
      ARRAY(SELECT format_type(k.atttypid, NULL) FROM unnest(i.indkey) WITH ORDINALITY AS n(attnum, at)
            JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = n.attnum ORDER BY n.at) AS types,
      bool_and(has_column_privilege(c.oid, a.attnum, 'UPDATE')) AS writable
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.atttypid = 'bytea'::regtype AND NOT a.attisdropped
    LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND c.relname <> 'data_key' AND has_column_privilege(c.oid, a.attnum, 'SELECT')
    GROUP BY c.oid, c.relname, i.indkey ORDER BY c.relname`;
  return rows.map(toPlace);
}

function toPlace({ table, columns, keys, types, writable }: Row): EncryptedPlace {
  const [tenant, ...rest] = keys;
  if (tenant !== "shop_id" || rest.length === 0)
    throw new Error(`${table} has no primary key that begins with shop_id`);
  const key = rest.map((name, at) => ({ name, type: types[at + 1] ?? "text" }));
  return { table, columns, key, writable };
}
