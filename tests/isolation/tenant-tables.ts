import type { Client } from "pg";

export type TenantColumn = {
  readonly name: string;
  /** As PostgreSQL writes it: "text", "uuid", "timestamp with time zone". */
  readonly type: string;
  readonly inKey: boolean;
  /** The first value that a CHECK allows; null without one. */
  readonly allowed: string | null;
  /** "table.column" that a foreign key points at; null without one. */
  readonly refersTo: string | null;
};

export type TenantTable = {
  readonly name: string;
  /** Part of another table: rows are seeded there. */
  readonly isPartition: boolean;
  /** Without what the database fills in by itself. */
  readonly columns: readonly TenantColumn[];
};

type Row = {
  table: string;
  is_partition: boolean;
  name: string;
  type: string;
  in_key: boolean;
  check_text: string | null;
  refers_to: string | null;
};

/** Every table with a shop_id, as the database's own catalogue has them, those first that others refer to. */
export async function listTenantTables(owner: Client): Promise<TenantTable[]> {
  const { rows } = await owner.query<Row>(`
    SELECT c.relname AS table, c.relispartition AS is_partition, a.attname AS name, format_type(a.atttypid, NULL) AS type,
      COALESCE(a.attnum = ANY (i.indkey), false) AS in_key,
      (SELECT pg_get_constraintdef(k.oid) FROM pg_constraint k
        WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum] LIMIT 1) AS check_text,
      (SELECT f.relname || '.' || fa.attname FROM pg_constraint k
        JOIN pg_class f ON f.oid = k.confrelid
        JOIN pg_attribute fa ON fa.attrelid = f.oid AND fa.attnum = k.confkey[array_position(k.conkey, a.attnum)]
        WHERE k.conrelid = c.oid AND k.contype = 'f' AND a.attnum = ANY (k.conkey) LIMIT 1) AS refers_to
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND EXISTS (SELECT FROM pg_attribute s WHERE s.attrelid = c.oid AND s.attname = 'shop_id' AND NOT s.attisdropped)
    ORDER BY c.relname, a.attnum`);
  const byName = Map.groupBy(rows, ({ table }) => table);
  return inOrderOfReference([...byName].map(([name, columns]) => toTable(name, columns)));
}

function toTable(name: string, rows: readonly Row[]): TenantTable {
  return {
    name,
    isPartition: rows[0]?.is_partition ?? false,
    columns: rows.map((row) => ({
      name: row.name,
      type: row.type,
      inKey: row.in_key,
      allowed: /'([^']*)'/.exec(row.check_text ?? "")?.[1] ?? null,
      refersTo: row.refers_to,
    })),
  };
}

function inOrderOfReference(tables: readonly TenantTable[]): TenantTable[] {
  const ordered: TenantTable[] = [];
  const visit = (table: TenantTable): void => {
    if (ordered.includes(table)) return;
    for (const { refersTo } of table.columns) {
      const target = tables.find(({ name }) => name === refersTo?.split(".")[0]);
      if (target && target !== table) visit(target);
    }
    ordered.push(table);
  };
  tables.forEach(visit);
  return ordered;
}
