import { withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import { forgetJobs } from "~/modules/jobs/forget-jobs.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { destroyShopKeys } from "~/modules/vault/destroy-shop-keys.server";
import { deleteRows, listShopTables } from "./shop-tables.server";
import type { Counts } from "./privacy-types";

/** A transaction ends well within its time, on a table of any size. */
const CHUNK_ROWS = 5_000;
/** What says how far an erasure is; it goes with the last transaction. */
const LAST = ["privacy_request", "shop", "data_key"];

/**
 * Deletes every row of a shop, in every table that there is, except its audit chain, which holds no customer's data and gets the tombstone.
 * The keys go first: from then on nothing can be read, however long the rest takes. Cut off at any moment, it goes on when it is asked again.
 * @returns how many rows of each table went
 */
export async function redactShop(shop: ShopContext, requestId: string): Promise<Counts> {
  const { shopId } = shop;
  const deleted: Record<string, number> = {};
  const add = (table: string, count: number) => (deleted[table] = (deleted[table] ?? 0) + count);
  await withTenant(shop, async (tx) => {
    add("data_key", await destroyShopKeys(tx, shop));
    await appendEvent(tx, shop, { type: "shop.redaction_started", payload: { request: requestId } });
  });
  const tables = await withTenant(shop, listShopTables);
  for (const table of tables.filter((name) => !LAST.includes(name))) {
    for (;;) {
      const count = await withTenant(shop, (tx) => deleteRows(tx, shop, table, CHUNK_ROWS));
      add(table, count);
      if (count < CHUNK_ROWS) break;
    }
  }
  await withTenant(shop, async (tx) => {
    // Once more, for what came meanwhile.
    for (const table of tables) add(table, await deleteRows(tx, shop, table, CHUNK_ROWS));
    await destroyShopKeys(tx, shop);
    await forgetJobs(tx, shopId);
    await appendEvent(tx, shop, {
      type: "shop.redacted",
      payload: { request: requestId, deleted: withoutZero(deleted) },
    });
  });
  return withoutZero(deleted);
}

function withoutZero(counts: Counts): Counts {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
