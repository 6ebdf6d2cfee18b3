import { withTenant } from "~/db.server";
import { verifyChain } from "~/modules/audit/verify-chain.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";

/** Events that a page's request checks at most: about two seconds. */
const MAX_CHECKED = 50_000n;

export type ActivityCheck =
  | { readonly state: "whole"; readonly events: number }
  | { readonly state: "damaged"; readonly seq: string; readonly kind: string }
  /** Longer than a page may check, or its beginning was dropped by retention. */
  | { readonly state: "too_long" };

/** Checks the shop's whole audit chain, from within the app and without its signed heads. */
export async function checkActivity(shop: ShopContext): Promise<ActivityCheck> {
  const [first, last] = await withTenant(shop, async (tx) => [
    await tx.auditEvent.findFirst({ orderBy: { seq: "asc" }, select: { seq: true } }),
    await tx.auditEvent.findFirst({ orderBy: { seq: "desc" }, select: { seq: true } }),
  ]);
  if ((last?.seq ?? 0n) > MAX_CHECKED || (first && first.seq !== 1n)) return { state: "too_long" };
  const report = await verifyChain(shop);
  if (report.ok) return { state: "whole", events: report.rows };
  return { state: "damaged", seq: report.seq.toString(), kind: report.kind };
}
