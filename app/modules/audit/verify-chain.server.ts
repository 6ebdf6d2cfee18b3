import { withTenant, type TenantRef } from "~/db.server";
import type { ChainRow } from "./check-link.server";
import type { Damage } from "./damage";
import { ChainWalk } from "./walk-chain.server";

export type ChainReport = { ok: true; rows: number } | ({ ok: false } & Damage);

const PAGE_ROWS = 500;

/**
 * Checks a shop's whole chain from its first event and names the first bad row, from within the app.
 * It knows no anchors: that the newest events were cut off takes `verifyDatabase`.
 */
export async function verifyChain(shop: TenantRef): Promise<ChainReport> {
  const walk = new ChainWalk([]);
  let rows = 0;
  for (;;) {
    const page = await readPage(shop, walk.last.seq);
    for (const row of page) {
      const damage = walk.step(row);
      if (damage !== null) return { ok: false, ...damage };
    }
    rows += page.length;
    if (page.length < PAGE_ROWS) return { ok: true, rows };
  }
}

async function readPage(shop: TenantRef, after: bigint): Promise<ChainRow[]> {
  const rows = await withTenant(shop, (tx) =>
    tx.auditEvent.findMany({
      where: { shopId: shop.shopId, seq: { gt: after } },
      orderBy: { seq: "asc" },
      take: PAGE_ROWS,
    }),
  );
  return rows.map(({ canonical, prevHash, hash, ...row }) => ({
    ...row,
    canonical: Buffer.from(canonical),
    prevHash: Buffer.from(prevHash).toString("hex"),
    hash: Buffer.from(hash).toString("hex"),
  }));
}
