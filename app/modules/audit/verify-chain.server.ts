import { withTenant, type TenantRef } from "~/db.server";
import { GENESIS_HASH } from "./chain-hash.server";
import { checkLink, type ChainRow } from "./check-link.server";

export type ChainReport = { ok: true; rows: number } | { ok: false; seq: bigint; reason: string };

const PAGE_ROWS = 500;

/**
 * Checks a shop's whole chain from its first event and names the first bad row.
 * It cannot see that the newest events were cut off: that takes an anchor outside the database.
 */
export async function verifyChain(shop: TenantRef): Promise<ChainReport> {
  let previous = { seq: 0n, hash: GENESIS_HASH };
  let rows = 0;
  for (;;) {
    const page = await readPage(shop, previous.seq);
    for (const row of page) {
      const reason = checkLink(row, previous);
      if (reason !== null) return { ok: false, seq: row.seq, reason };
      previous = { seq: row.seq, hash: new Uint8Array(row.hash) };
    }
    rows += page.length;
    if (page.length < PAGE_ROWS) return { ok: true, rows };
  }
}

async function readPage(shop: TenantRef, after: bigint): Promise<ChainRow[]> {
  return withTenant(shop, (tx) =>
    tx.auditEvent.findMany({
      where: { shopId: shop.shopId, seq: { gt: after } },
      orderBy: { seq: "asc" },
      take: PAGE_ROWS,
    }),
  );
}
