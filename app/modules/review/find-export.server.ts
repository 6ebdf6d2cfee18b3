import { z } from "zod";
import type { TenantTx } from "~/db.server";
import type { CallExport } from "~/generated/prisma/client";
import { AppError } from "~/lib/app-error";
import { requirePermission } from "~/modules/tenancy/require-permission";
import type { ShopContext } from "~/modules/tenancy/shop-context";

/**
 * An export that can be downloaded, for who may have it.
 * @throws AppError `not_found`; `forbidden` for one with personal data that the reader may not reveal.
 */
export async function findExport(tx: TenantTx, shop: ShopContext, exportId: string): Promise<CallExport> {
  const id = z.uuid().safeParse(exportId);
  const found = id.success
    ? await tx.callExport.findFirst({
        where: { shopId: shop.shopId, id: id.data, state: "ready", expiresAt: { gt: new Date() } },
      })
    : null;
  if (!found) throw notThere();
  requirePermission(shop, "logs.export");
  if (found.hasPersonalData) requirePermission(shop, "logs.reveal");
  return found;
}

/** @returns what is thrown when an export, or a part of it, is gone */
export function notThere(): AppError {
  return new AppError("not_found", {
    message: "no such export to download",
    userMessage: "This export is no longer there: it has expired, or was deleted because a person in it was erased.",
  });
}
