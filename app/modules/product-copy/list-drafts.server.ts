import { z } from "zod";
import { withTenant } from "~/db.server";
import { badRequest } from "~/lib/parse-input";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { CopyDraft } from "./copy-draft";
import { fromDraftRow } from "./draft-row.server";

const MAX_PAGE_SIZE = 100;

const Cursor = z.tuple([z.iso.datetime(), z.uuid()]);

type Page = { readonly cursor?: string | undefined; readonly limit: number; readonly productId?: string | undefined };

/**
 * Drafts, newest first, a page at a time.
 * @throws AppError `bad_request` for a cursor that is not ours.
 */
export async function listDrafts(
  shop: ShopContext,
  { cursor, limit, productId }: Page,
): Promise<{ drafts: CopyDraft[]; nextCursor: string | null }> {
  const size = Math.min(MAX_PAGE_SIZE, Math.max(1, limit));
  const rows = await withTenant(shop, (tx) =>
    tx.copyDraft.findMany({
      where: { shopId: shop.shopId, ...(productId ? { productId } : {}), ...(cursor ? before(cursor) : {}) },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: size + 1,
    }),
  );
  const drafts = rows.slice(0, size).map(fromDraftRow);
  const last = drafts.at(-1);
  return { drafts, nextCursor: rows.length > size && last ? encodeCursor(last) : null };
}

function before(cursor: string) {
  const [time, id] = decodeCursor(cursor);
  const createdAt = new Date(time);
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
}

function encodeCursor({ createdAt, id }: CopyDraft): string {
  return Buffer.from(JSON.stringify([createdAt.toISOString(), id])).toString("base64url");
}

function decodeCursor(cursor: string): z.infer<typeof Cursor> {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch (cause) {
    throw badRequest("This page of the list cannot be shown. Go back to the first page.", cause);
  }
}
