import type { TenantTx } from "~/db.server";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import type { ShopContext } from "./shop-context";
import { staffField } from "./staff-field";

/** What a member of staff is called, by their number in Shopify. */
export type StaffNames = (staffId: string) => { readonly id: string; readonly name: string };

/** The names of these members of staff; who has none, or is gone, is called by their number. */
export async function nameStaff(tx: TenantTx, { shopId }: ShopContext, ids: readonly string[]): Promise<StaffNames> {
  const names = new Map<string, string>();
  const wanted = [...new Set(ids)];
  const rows =
    wanted.length === 0
      ? []
      : await tx.staffMember.findMany({
          where: { shopId, staffId: { in: wanted } },
          select: { shopId: true, staffId: true, name: true },
        });
  for (const row of rows)
    if (row.name) names.set(row.staffId, await decryptField(tx, row, staffField(row.staffId, "name"), row.name));
  return (id) => ({ id, name: names.get(id) ?? `Staff ${id}` });
}
