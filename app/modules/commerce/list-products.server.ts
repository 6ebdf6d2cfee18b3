import { z } from "zod";
import { withTenant } from "~/db.server";
import { AppError } from "~/lib/app-error";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { Product } from "./commerce-types";
import { WITH_VARIANTS, fromProductRow } from "./product-row";

const MAX_PAGE_SIZE = 100;
const MAX_SEARCH_CHARACTERS = 200;

type Page = { search?: string | undefined; after?: string | null | undefined; first: number };

const Cursor = z.tuple([z.string(), z.string()]);

/**
 * Products of the mirror by title, a page at a time. The search looks into title, type, vendor and SKU.
 * @throws AppError `bad_request` for a cursor that is not ours.
 */
export async function listProducts(
  shop: ShopContext,
  page: Page,
): Promise<{ products: Product[]; endCursor: string | null }> {
  const size = Math.min(MAX_PAGE_SIZE, Math.max(1, page.first));
  const rows = await withTenant(shop, (tx) =>
    tx.product.findMany({
      where: { shopId: shop.shopId, AND: [searchFilter(page.search), afterFilter(page.after)] },
      orderBy: [{ title: "asc" }, { id: "asc" }],
      take: size + 1,
      include: WITH_VARIANTS,
    }),
  );
  const products = rows.slice(0, size).map(fromProductRow);
  const last = products.at(-1);
  return { products, endCursor: rows.length > size && last ? encodeCursor([last.title, last.id]) : null };
}

function searchFilter(search = "") {
  const contains = search.trim().slice(0, MAX_SEARCH_CHARACTERS);
  if (!contains) return {};
  const text = { contains, mode: "insensitive" } as const;
  return { OR: [{ title: text }, { productType: text }, { vendor: text }, { variants: { some: { sku: text } } }] };
}

function afterFilter(after: string | null | undefined) {
  if (!after) return {};
  const [title, id] = decodeCursor(after);
  return { OR: [{ title: { gt: title } }, { title, id: { gt: id } }] };
}

function encodeCursor(position: z.infer<typeof Cursor>): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

function decodeCursor(cursor: string): z.infer<typeof Cursor> {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch (cause) {
    throw new AppError("bad_request", {
      message: "malformed product cursor",
      userMessage: "This page of the list cannot be shown. Go back to the first page.",
      cause,
    });
  }
}
