import { withTenant } from "~/db.server";

/** The newest event of one shop's chain. */
export type Head = { readonly shopId: string; readonly seq: bigint; readonly time: Date; readonly hash: string };

const PAGE_SHOPS = 500;

/** Every shop's head, by name. The database gives the app's role these columns of all shops, and nothing else. */
export async function* listHeads(): AsyncGenerator<Head> {
  let after = "";
  for (;;) {
    const page = await readPage(after);
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < PAGE_SHOPS) return;
    after = last.shopId;
  }
}

function readPage(after: string): Promise<Head[]> {
  return withTenant(
    { shopId: "" },
    (tx) => tx.$queryRaw<Head[]>`
      SELECT shop_id AS "shopId", seq, "time", hash FROM list_audit_heads(${after}, ${PAGE_SHOPS}::int)`,
  );
}
