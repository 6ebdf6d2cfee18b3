import { z } from "zod";
import { withTenant } from "~/db.server";
import { AppError } from "~/lib/app-error";
import { enqueue } from "~/modules/jobs/enqueue.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { privacyJob } from "./privacy-request";

/**
 * Has the worker try an open request again at once; one that is done stays as it is.
 * @throws AppError `not_found` when the shop has no such request
 */
export async function retryRequest(shop: ShopContext, requestId: string): Promise<void> {
  const { shopId } = shop;
  const id = z.uuid().safeParse(requestId);
  await withTenant(shop, async (tx) => {
    const row = id.success ? await tx.privacyRequest.findFirst({ where: { shopId, id: id.data } }) : null;
    if (!row) throw requestNotFound();
    if (row.state === "received") await enqueue(privacyJob, { shopId, requestId: row.id }, { tx });
  });
}

/** The answer for a request that is not there, or not this shop's: the same for both. */
export function requestNotFound(): AppError {
  return new AppError("not_found", {
    message: "no such privacy request",
    userMessage: "This request does not exist in your shop.",
  });
}
