import { withTenant, type TenantTx } from "~/db.server";
import type { Attack, Battlefield } from "./attempt";
import type { TenantTable } from "./tenant-tables";

/** Thrown to undo what a statement did. */
class Undo extends Error {}

const KINDS = ["read", "read by id", "change", "delete", "plant"] as const;

/**
 * The app's own code with a mistake in it: a statement in the attacker's transaction that forgets the shop, or names the victim's. Only the
 * database's policies stand before these, so this is what fails when one of them is gone. Goes through all tables and kinds in turn.
 */
export const attackQueries: Attack = (random, field, at) => {
  const table = field.tables[at % field.tables.length] ?? random.pick(field.tables);
  const kind = KINDS[Math.floor(at / field.tables.length) % KINDS.length] ?? "read";
  return {
    name: `${kind} of ${table.name} without a shop`,
    run: () => tryStatement(field, table, kind),
  };
};

async function tryStatement(field: Battlefield, table: TenantTable, kind: (typeof KINDS)[number]): Promise<string> {
  let seen = "";
  try {
    await withTenant({ shopId: field.attacker }, async (tx) => {
      seen = await runStatement(tx, field, table, kind);
      throw new Undo();
    });
  } catch (error) {
    // Refused by the database is as good as seeing nothing.
    if (!(error instanceof Undo)) return "refused";
  }
  return seen;
}

async function runStatement(
  tx: TenantTx,
  { victim, ids }: Battlefield,
  { name, columns }: TenantTable,
  kind: (typeof KINDS)[number],
): Promise<string> {
  const key = columns.find((column) => column.inKey && column.name !== "shop_id")?.name ?? "shop_id";
  switch (kind) {
    case "read":
      return foreign(await tx.$queryRawUnsafe(`SELECT shop_id FROM "${name}"`), victim);
    case "read by id":
      return foreign(
        await tx.$queryRawUnsafe(`SELECT shop_id FROM "${name}" WHERE "${key}"::text = ANY ($1)`, ids),
        victim,
      );
    case "change":
      return count(await tx.$executeRawUnsafe(`UPDATE "${name}" SET shop_id = shop_id WHERE shop_id = $1`, victim));
    case "delete":
      return count(await tx.$executeRawUnsafe(`DELETE FROM "${name}" WHERE shop_id = $1`, victim));
    case "plant": {
      const list = columns.map((column) => `"${column.name}"`).join(", ");
      const values = columns.map((column) => (column.name === "shop_id" ? "$1" : `"${column.name}"`)).join(", ");
      const own = `SELECT ${values} FROM "${name}" WHERE shop_id <> $1 LIMIT 1`;
      // A row of the attacker's own, copied under the victim's name with a key that is free.
      return count(await tx.$executeRawUnsafe(`INSERT INTO "${name}" (${list}) ${own}`, victim));
    }
  }
}

/** Rows of the victim, told in its own words: reading them is the leak, whatever is in them. */
function foreign(rows: unknown, victim: string): string {
  const found = Array.isArray(rows) && rows.some((row: { shop_id?: unknown }) => row.shop_id === victim);
  return found ? "CNRY: rows of the victim were read" : "nothing";
}

function count(changed: number): string {
  return changed > 0 ? `CNRY: ${changed} rows of the victim were written` : "nothing";
}
