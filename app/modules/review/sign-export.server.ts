import { withTenant } from "~/db.server";
import { signDownload } from "~/modules/tenancy/download-ticket.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { findExport } from "./find-export.server";

/**
 * An address from which the export can be downloaded for a minute.
 * @throws AppError `not_found`; `forbidden` for one with personal data that the reader may not reveal.
 */
export async function signExport(shop: ShopContext, exportId: string): Promise<string> {
  const { id } = await withTenant(shop, (tx) => findExport(tx, shop, exportId));
  return signDownload(shop, `/download/calls/${id}`);
}
