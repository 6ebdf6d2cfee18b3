import type { CopyKind } from "~/modules/product-copy/copy-kinds";

/** The page of a product's copy, from the product's global id. */
export function copyUrl(productId: string, kind?: CopyKind): string {
  const number = productId.slice(productId.lastIndexOf("/") + 1);
  return `/app/copy/${number}${kind ? `?kind=${kind}` : ""}`;
}
