import { withTenant } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { staffIdOf } from "~/modules/tenancy/staff-id";
import { BUILTIN_VIEWS, tidyFilters, type LogView } from "./log-view";

/** The views that a member of staff has: those of everyone, the shop's, and their own; each kind by name. */
export async function listLogViews(shop: ShopContext): Promise<LogView[]> {
  const rows = await withTenant(shop, (tx) =>
    tx.logView.findMany({
      where: { shopId: shop.shopId, OR: [{ owner: null }, { owner: staffIdOf(shop) }] },
      orderBy: { name: "asc" },
    }),
  );
  const saved = rows.map(({ id, name, filters, owner }): LogView => ({
    id,
    name,
    filters: tidyFilters(filters),
    kind: owner === null ? "shared" : "own",
  }));
  const of = (kind: LogView["kind"]) => saved.filter((view) => view.kind === kind);
  return [...BUILTIN_VIEWS, ...of("shared"), ...of("own")];
}
