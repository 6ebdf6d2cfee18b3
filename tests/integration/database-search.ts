import type { Client } from "pg";
import { withTenant, type TenantTx } from "~/db.server";
import { getKeyById } from "~/modules/vault/data-keys.server";
import { fieldContext } from "~/modules/vault/field-context";
import { bytesToUuid } from "~/modules/vault/key-id";
import { HEADER_ID_BYTES, openBox, readKeyIdIfBox } from "~/modules/vault/sealed-box";
import { asOwner } from "./owner";

type Column = { readonly schema: string; readonly table: string; readonly column: string; readonly type: string };

/**
 * Every place in the database where a text can be found by whoever has all the keys that are left: text in any column of any table, the
 * queue's included, and bytes as they are, in hex and decrypted.
 */
export async function findInDatabase(shop: { readonly shopId: string }, needle: string): Promise<string[]> {
  const found = new Set<string>();
  await asOwner(async (client) => {
    await client.query("SELECT set_config('app.shop_id', $1, false)", [shop.shopId]);
    for (const column of await listColumns(client)) {
      if (column.type === "bytea") await searchBytes(client, shop, column, needle, found);
      else if (await hasText(client, column, needle)) found.add(`${column.table}.${column.column}`);
    }
  });
  return [...found].sort();
}

async function listColumns(client: Client): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `SELECT table_schema AS schema, table_name AS table, column_name AS column, data_type AS type
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_type = 'BASE TABLE' AND table_schema IN ('public', 'pgboss') ORDER BY 1, 2, 3`,
  );
  return rows;
}

async function hasText(client: Client, { schema, table, column }: Column, needle: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM "${schema}"."${table}" WHERE position($1 IN "${column}"::text) > 0 LIMIT 1`,
    [needle],
  );
  return Boolean(rowCount);
}

async function searchBytes(
  client: Client,
  shop: { readonly shopId: string },
  { schema, table, column }: Column,
  needle: string,
  found: Set<string>,
): Promise<void> {
  const { rows } = await client.query<Record<string, unknown>>(
    `SELECT * FROM "${schema}"."${table}" WHERE "${column}" IS NOT NULL`,
  );
  await withTenant(shop, async (tx) => {
    for (const row of rows) {
      const bytes = row[column];
      if (!Buffer.isBuffer(bytes)) continue;
      // The row's name is in one of its columns: whichever it is, the value opens with it or with none.
      const names = Object.values(row).filter((value) => typeof value === "string");
      const plain = await openWithAny(tx, shop, { table, column, names }, bytes);
      if (bytes.includes(needle) || bytes.toString("hex").includes(Buffer.from(needle).toString("hex")))
        found.add(`${table}.${column} in plain bytes`);
      if (plain?.includes(needle)) found.add(`${table}.${column} decrypted`);
    }
  });
}

type Place = { readonly table: string; readonly column: string; readonly names: readonly string[] };

async function openWithAny(
  tx: TenantTx,
  shop: { readonly shopId: string },
  { table, column, names }: Place,
  bytes: Buffer,
): Promise<string | null> {
  const id = readKeyIdIfBox(bytes.subarray(0, HEADER_ID_BYTES));
  const key = id && (await getKeyById(tx, shop, bytesToUuid(id)).catch(() => null));
  if (!key) return null;
  for (const row of names) {
    try {
      const box = openBox(key.key, fieldContext(shop.shopId, { table, column, row }, key.id), new Uint8Array(bytes));
      return Buffer.from(box).toString("utf8");
    } catch {
      // Not this column's.
    }
  }
  return null;
}
