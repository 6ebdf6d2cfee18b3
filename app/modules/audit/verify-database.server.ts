import type { Client } from "pg";
import { connectAsOwner } from "./connect-as-owner.server";
import type { EventVerifier } from "./event-verifier";
import { readAnchors, type Anchors } from "./read-anchors.server";
import type { TrustedKeys } from "./signing-key.server";
import { verifyShop, type ShopReport } from "./verify-shop.server";

export type VerifyOptions = {
  /** Address of the database for its owner: the app's role sees one shop at a time only. */
  readonly ownerUrl: string;
  /** One shop; every shop that the database or an anchor knows when it is not given. */
  readonly shop?: string;
  readonly keys: TrustedKeys;
  /** The folder of the kept anchors; without it nobody can tell that the newest events are gone, or that all were made anew. */
  readonly anchorDir: string;
  readonly verifiers: readonly EventVerifier[];
};

/**
 * Checks chains one after the other; ends with what is wrong with the anchors themselves.
 * @throws Error when the role of the address cannot see every shop: what it does not see would count as good.
 */
export async function* verifyDatabase(options: VerifyOptions): AsyncGenerator<ShopReport, Anchors> {
  const { ownerUrl, shop, keys, anchorDir, verifiers } = options;
  const anchors = await readAnchors(anchorDir, keys, shop);
  const client = await connectAsOwner(ownerUrl);
  try {
    const shops = shop === undefined ? await listShops(client) : [shop];
    const known = shop === undefined ? [...anchors.byShop.keys()] : [];
    for (const name of new Set([...shops, ...known].sort())) {
      const statements = (anchors.byShop.get(name) ?? []).map(({ statement }) => statement);
      yield await verifyShop(name, { client, keys, verifiers, anchors: statements });
    }
  } finally {
    await client.end();
  }
  return anchors;
}

/** Jumps from shop to shop in the primary key's index, instead of reading every row. */
async function listShops(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(`
    WITH RECURSIVE shops AS (
      SELECT min(shop_id) AS id FROM audit_event
      UNION ALL
      SELECT (SELECT min(shop_id) FROM audit_event WHERE shop_id > shops.id) FROM shops WHERE shops.id IS NOT NULL
    ) SELECT id FROM shops WHERE id IS NOT NULL`);
  return rows.map(({ id }) => id);
}
