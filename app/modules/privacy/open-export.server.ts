import { z } from "zod";
import { withTenant } from "~/db.server";
import { AppError } from "~/lib/app-error";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import { exportField } from "./export-field.server";
import type { ExportFacts } from "./render-export";
import { requestNotFound } from "./retry-request.server";

/** Parts that are in memory at once. */
const PARTS_AT_ONCE = 5;

export type OpenedExport = {
  readonly facts: ExportFacts;
  /** The JSON text of one conversation after another, decrypted as it is asked for. */
  readonly parts: AsyncIterable<string>;
};

/**
 * Opens what was prepared for a customer, to be handed out by staff; the audit log says who did.
 * @throws AppError `not_found` for a request that is none of the shop's, `conflict` when its export is not there (yet, or any more)
 */
export async function openExport(shop: ShopContext, requestId: string, format: string): Promise<OpenedExport> {
  const { shopId } = shop;
  const id = z.uuid().safeParse(requestId);
  if (!id.success) throw requestNotFound();
  const row = await withTenant(shop, async (tx) => {
    const found = await tx.privacyRequest.findFirst({
      where: { shopId, id: id.data, topic: "CUSTOMERS_DATA_REQUEST" },
    });
    if (!found) throw requestNotFound();
    if (!found.exportExpiresAt || found.exportExpiresAt <= new Date()) throw notThere(found.state);
    await appendEvent(tx, shop, { type: "privacy_request.downloaded", payload: { request: found.id, format } });
    return found;
  });
  const facts = {
    shop: shopId,
    request: row.id,
    shopifyRequest: row.shopifyId,
    receivedAt: row.receivedAt.toISOString(),
    preparedAt: (row.finishedAt ?? row.receivedAt).toISOString(),
  };
  return { facts, parts: readParts(shop, row.id) };
}

async function* readParts(shop: ShopContext, requestId: string): AsyncGenerator<string> {
  let after = 0;
  for (;;) {
    const page = await readPage(shop, requestId, after);
    for (const { text } of page) yield text;
    const last = page.at(-1);
    if (!last || page.length < PARTS_AT_ONCE) return;
    after = last.position;
  }
}

function readPage(shop: ShopContext, requestId: string, after: number): Promise<{ text: string; position: number }[]> {
  return withTenant(shop, async (tx) => {
    const rows = await tx.privacyExport.findMany({
      where: { shopId: shop.shopId, requestId, position: { gt: after } },
      orderBy: { position: "asc" },
      take: PARTS_AT_ONCE,
    });
    const page: { text: string; position: number }[] = [];
    for (const { id, body, position } of rows)
      page.push({ text: await decryptField(tx, shop, exportField(requestId, id), body), position });
    return page;
  });
}

function notThere(state: string): AppError {
  const userMessage =
    state === "done"
      ? "This copy is no longer kept. Prepare the customer’s data again to get a new one."
      : "This copy is still being prepared. Try again in a minute.";
  return new AppError("conflict", { message: "the request has no export now", userMessage });
}
