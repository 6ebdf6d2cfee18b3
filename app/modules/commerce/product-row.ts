import { z } from "zod";
import type { Prisma } from "~/generated/prisma/client";
import type { Product } from "./commerce-types";

export const WITH_VARIANTS = { variants: { orderBy: { position: "asc" } } } as const;

type ProductRow = Prisma.ProductGetPayload<{ include: { variants: true } }>;

const Facts = z.array(z.object({ namespace: z.string(), key: z.string(), value: z.string() }));
const Status = z.enum(["ACTIVE", "DRAFT", "ARCHIVED", "UNLISTED"]);
const CENT_DIGITS = 2;

/** A mirrored product as the features see it. */
export function fromProductRow({ shopId: _, syncedAt: __, ...row }: ProductRow): Product {
  return {
    ...row,
    status: Status.parse(row.status),
    facts: Facts.parse(row.facts),
    updatedAt: row.updatedAt.toISOString(),
    variants: row.variants.map((variant) => ({
      id: variant.id,
      title: variant.title,
      sku: variant.sku,
      price: variant.price.toFixed(CENT_DIGITS),
      compareAtPrice: variant.compareAtPrice?.toFixed(CENT_DIGITS) ?? null,
      available: variant.available,
    })),
  };
}
