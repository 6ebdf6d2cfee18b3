import { createHash } from "node:crypto";
import type { Client } from "pg";
import { withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import type { FieldRef } from "~/modules/vault/vault-types";
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
  for (const table of tables.filter(({ name, isPartition }) => !isPartition && !OWN_WRITERS.has(name)))
    for (let row = 0; row < (hasOneRow(table) ? 1 : ROWS); row += 1) await insertRow(owner, tables, table, mark, row);
  const shop = systemShop(mark.shopId, "seed");
  for (let row = 0; row < ROWS; row += 1) {
    const payload = { note: mark.canary("audit_event", "canonical", row) };
    await withTenant(shop, (tx) => appendEvent(tx, shop, { type: "isolation.seeded", payload }));
  }
}

/** Its key is the shop alone. */
function hasOneRow({ columns }: TenantTable): boolean {
  return columns.filter(({ inKey }) => inKey).length === 1;
}

async function insertRow(
  owner: Client,
  tables: readonly TenantTable[],
  table: TenantTable,
  mark: Marker,
  row: number,
): Promise<void> {
  const seeded = table.columns.map(({ name }) => ({ name, value: seedValue(tables, table.name, name, mark, row) }));
  const key = table.columns.find(({ inKey, name }) => inKey && name !== "shop_id")?.name ?? "shop_id";
  const keyValue = seeded.find(({ name }) => name === key)?.value;
  const place = { table: table.name, row: String(keyValue && "plain" in keyValue ? keyValue.plain : "") };
  const values: unknown[] = [];
  for (const { name, value } of seeded)
    values.push("plain" in value ? value.plain : await encrypt(mark, { ...place, column: name }, value.encrypted));
  const names = seeded.map(({ name }) => `"${name}"`).join(", ");
  const numbers = seeded.map((_, at) => `$${at + 1}`).join(", ");
  await owner.query(`INSERT INTO "${table.name}" (${names}) VALUES (${numbers})`, values).catch((cause: unknown) => {
    const message = `${table.name} could not be seeded: give its columns values in tests/isolation/seed-values.ts`;
    throw new Error(message, { cause });
  });
}

async function encrypt(mark: Marker, place: FieldRef, text: string): Promise<Buffer> {
  return Buffer.from(await withTenant(mark, (tx) => encryptField(tx, mark, place, text)));
}

/** What stands in a column; a column that names another table's row gets that row's own value. */
function seedValue(
  tables: readonly TenantTable[],
  tableName: string,
  columnName: string,
  mark: Marker,
  row: number,
): SeedValue {
  const column = tables.find(({ name }) => name === tableName)?.columns.find(({ name }) => name === columnName);
  if (!column || columnName === "shop_id") return { plain: mark.shopId };
  const own = SEED_VALUES[`${tableName}.${columnName}`];
  if (own) return own(mark, row);
  const target = findTarget(tables, column);
  if (target) return seedValue(tables, target.table, target.column, mark, row);
  if (column.allowed !== null) return { plain: column.allowed };
  const text = mark.canary(tableName, columnName, row);
  if (column.type === "bytea") return { encrypted: text };
  // Keys are what an attempt sends, and so no canaries.
  if (column.inKey && column.type === "text") return { plain: text.replaceAll(" ", "-").replace("CNRY", "id") };
  return { plain: plainValue(column.type, text, mark, row) };
}

/** By its foreign key, or by its name: "call_id" is the id of "model_call". */
function findTarget(tables: readonly TenantTable[], { name, type, refersTo }: TenantColumn) {
  const [table, column] = refersTo?.split(".") ?? [];
  if (table !== undefined && column !== undefined) return { table, column };
  const stem = /^(.+)_id$/.exec(name)?.[1];
  const found = tables.find((other) => other.name === stem || (stem && other.name.endsWith(`_${stem}`)));
  return found?.columns.some((other) => other.name === "id" && other.type === type)
    ? { table: found.name, column: "id" }
    : null;
}

function plainValue(type: string, text: string, mark: Marker, row: number): unknown {
  if (type.endsWith("[]")) return type === "uuid[]" ? [] : [text];
  switch (type) {
    case "uuid":
      return uuidOf(`${mark.shopId} ${text}`);
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

/** The same in every run, so that a seed's attempts are the same. */
function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
