import type { Client } from "pg";
import { withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import { COMMON_WORD, SEED_VALUES, type Marker, type SeedValue } from "./seed-values";
import type { TenantColumn, TenantTable } from "./tenant-tables";

const ROWS = 2;
const DAY_MS = 86_400_000;
/** Written by the app's own code as values are encrypted and events appended. */
const OWN_WRITERS = new Set(["data_key", "audit_event"]);

/** A shop's canaries: found anywhere outside of it, they are a leak. */
export function createMarker(shopId: string, name: string): Marker {
  return {
    shopId,
    canary: (table, column, row) => `${COMMON_WORD} CNRY${name}x${table}x${column}x${row}`,
  };
}

/** Two rows in every tenant table, a canary in every text and every encrypted value. */
export async function seedShop(owner: Client, tables: readonly TenantTable[], mark: Marker): Promise<void> {
  const made = new Map<string, unknown>();
  for (const table of tables.filter(({ name, isPartition }) => !isPartition && !OWN_WRITERS.has(name)))
    for (let row = 0; row < (table.name === "shop" || hasOneRow(table) ? 1 : ROWS); row += 1)
      await insertRow(owner, table, mark, row, made);
  const shop = systemShop(mark.shopId, "seed");
  for (let row = 0; row < ROWS; row += 1)
    await withTenant(shop, (tx) =>
      appendEvent(tx, shop, {
        type: "isolation.seeded",
        payload: { note: mark.canary("audit_event", "canonical", row) },
      }),
    );
}

/** Its key is the shop alone. */
function hasOneRow({ columns }: TenantTable): boolean {
  return columns.filter(({ inKey }) => inKey).length === 1;
}

async function insertRow(
  owner: Client,
  table: TenantTable,
  mark: Marker,
  row: number,
  made: Map<string, unknown>,
): Promise<void> {
  const values = new Map<string, unknown>();
  const seeded = new Map<string, SeedValue>(
    table.columns.map((column) => [column.name, seedValue(table, column, mark, row, made)]),
  );
  for (const [name, value] of seeded) if ("plain" in value) values.set(name, value.plain);
  const rowKey = table.columns.find(({ inKey, name }) => inKey && name !== "shop_id")?.name;
  for (const [column, value] of seeded)
    if ("encrypted" in value) {
      const place = { table: table.name, column, row: String(rowKey ? values.get(rowKey) : mark.shopId) };
      values.set(column, Buffer.from(await withTenant(mark, (tx) => encryptField(tx, mark, place, value.encrypted))));
    }
  for (const [column, value] of values) made.set(`${table.name}.${column}`, value);
  const names = [...values.keys()];
  await owner
    .query(
      `INSERT INTO "${table.name}" (${names.map((name) => `"${name}"`).join(", ")}) VALUES (${names.map((_, at) => `$${at + 1}`).join(", ")})`,
      [...values.values()],
    )
    .catch((cause: unknown) => {
      throw new Error(`${table.name} could not be seeded: give its columns values in tests/isolation/seed-values.ts`, {
        cause,
      });
    });
}

function seedValue(
  table: TenantTable,
  column: TenantColumn,
  mark: Marker,
  row: number,
  made: ReadonlyMap<string, unknown>,
): SeedValue {
  const { name, type, inKey, allowed, refersTo } = column;
  if (name === "shop_id") return { plain: mark.shopId };
  if (refersTo !== null) return { plain: made.get(refersTo) };
  const own = SEED_VALUES[`${table.name}.${name}`];
  if (own) return own(mark, row);
  if (allowed !== null) return { plain: allowed };
  const linked = made.get(`${name.replace(/_id$/, "")}.id`);
  if (/_id$/.test(name) && !inKey && linked !== undefined) return { plain: linked };
  if (name === "call_id" || name === "model_call_id")
    return { plain: made.get("model_call.id") ?? crypto.randomUUID() };
  const text = mark.canary(table.name, name, row);
  if (type === "bytea") return { encrypted: text };
  return { plain: inKey && type === "text" ? text.replaceAll(" ", "-").replace("CNRY", "id") : plainValue(type, text, row) };
}

function plainValue(type: string, text: string, row: number): unknown {
  if (type.endsWith("[]")) return type === "uuid[]" ? [] : [text];
  switch (type) {
    case "uuid":
      return crypto.randomUUID();
    case "boolean":
      return true;
    case "json":
    case "jsonb":
      return "{}";
    case "date":
    case "timestamp with time zone":
    case "timestamp without time zone":
      return new Date(Date.now() - row * DAY_MS);
    case "integer":
    case "smallint":
    case "bigint":
    case "numeric":
    case "real":
    case "double precision":
      return row + 1;
    default:
      return text;
  }
}
