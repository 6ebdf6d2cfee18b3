import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Client } from "pg";
import type { TenantTable } from "./tenant-tables";

const APP = fileURLToPath(new URL("../../app", import.meta.url));
/** What canaries begin with; never sent by an attempt. */
export const CANARY = /CNRY/i;

/** One value by which a row of the victim can be named, and whose it is. */
export type VictimId = { readonly table: string; readonly id: string };

/** All of them: keys and references, as the victim's rows have them, and its domain. */
export async function collectIds(owner: Client, tables: readonly TenantTable[], shopId: string): Promise<VictimId[]> {
  const found = new Map<string, VictimId>([[shopId, { table: "shop", id: shopId }]]);
  for (const table of tables)
    for (const { name, type } of table.columns.filter(isIdLike)) {
      const cast = type.endsWith("[]") ? `unnest("${name}")::text` : `"${name}"::text`;
      const { rows } = await owner.query<{ id: string | null }>(
        `SELECT ${cast} AS id FROM "${table.name}" WHERE shop_id = $1 ORDER BY 1`,
        [shopId],
      );
      for (const { id } of rows)
        if (id !== null && !CANARY.test(id)) found.set(`${table.name} ${id}`, { table: table.name, id });
    }
  return [...found.values()];
}

function isIdLike({ name, type, inKey }: TenantTable["columns"][number]): boolean {
  return type === "uuid" || (type === "text" && (inKey || /_id$|^handle$/.test(name)));
}

/** One line for each of the victim's tables: how many rows, and a digest of all that is in them. */
export async function digestRows(
  owner: Client,
  tables: readonly TenantTable[],
  shopId: string,
): Promise<Map<string, string>> {
  const parts = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name, count(*) || ' ' || md5(COALESCE(string_agg(md5(t::text), '' ORDER BY md5(t::text)), '')) AS digest FROM "${name}" t WHERE shop_id = $1`,
  );
  const { rows } = await owner.query<{ name: string; digest: string }>(parts.join(" UNION ALL "), [shopId]);
  return new Map(rows.map(({ name, digest }) => [name, digest]));
}

/** Names of fields and values of choices that the app's own schemas read, found in its source. */
export function readVocabulary(): { fields: string[]; choices: string[] } {
  const [fields, choices] = [new Set<string>(["shop", "shopId", "id", "ids"]), new Set<string>()];
  for (const source of sourcesOf(APP)) {
    for (const [, name] of source.matchAll(/\b([a-z]\w*): (?:z\.|[A-Z]\w+[,.)])/g)) if (name) fields.add(name);
    for (const [, name] of source.matchAll(/(?:searchParams\.(?:get|getAll|has)|requireParam\(params,) ?\(?"(\w+)"/g))
      if (name) fields.add(name);
    for (const [, list] of source.matchAll(/z\.(?:literal|enum)\((\[[^\]]*\]|"[^"]*")/g))
      for (const [, choice] of (list ?? "").matchAll(/"([\w.-]+)"/g)) if (choice) choices.add(choice);
  }
  return { fields: [...fields].sort(), choices: [...choices].sort() };
}

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|^generated|^components|^widget/.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name), "utf8"));
}
