import type { TenantRef, TenantTx } from "~/db.server";

/** The audit log stays: ids, counts and hashes, kept as evidence; the app's role could not delete it. */
export const KEPT_TABLES = ["audit_event", "audit_checkpoint"];

type Row = { table: string; needs: string[] };

/**
 * Every table with rows of shops, as the database's own catalogue has them, so that one that is added later is not forgotten. A table that
 * refers to another one comes before it.
 */
export async function listShopTables(tx: TenantTx): Promise<string[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT c.relname AS table, ARRAY(
      SELECT parent.relname::text FROM pg_constraint f JOIN pg_class parent ON parent.oid = f.confrelid
      WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS needs
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'shop_id' AND NOT a.attisdropped
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    ORDER BY c.relname`;
  return childrenFirst(rows.filter(({ table }) => !KEPT_TABLES.includes(table)));
}

function childrenFirst(rows: readonly Row[]): string[] {
  const order: string[] = [];
  const seen = new Set<string>();
  const visit = (table: string) => {
    if (seen.has(table)) return;
    seen.add(table);
    for (const child of rows) if (child.needs.includes(table)) visit(child.table);
    order.push(table);
  };
  for (const { table } of rows) visit(table);
  return order;
}

/** Deletes about `limit` rows of the shop from a table. @returns how many went */
export async function deleteRows(tx: TenantTx, { shopId }: TenantRef, table: string, limit: number): Promise<number> {
  // The name comes from the catalogue only. Rows of other partitions with the same address are the shop's too, and go with them.
  const name = `"${table.replaceAll('"', '""')}"`;
  return tx.$executeRawUnsafe(
    `DELETE FROM ${name} WHERE shop_id = $1 AND ctid = ANY(ARRAY(SELECT ctid FROM ${name} WHERE shop_id = $1 LIMIT $2::int))`,
    shopId,
    limit,
  );
}
