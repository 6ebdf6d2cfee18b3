import type { Product } from "~/modules/commerce/commerce-types";

/** True when at least one variant can be bought. */
export const isInStock = ({ variants }: Product) => variants.some(({ available }) => available);

/** What a product costs at least; infinite for one without variants. */
export const lowestPrice = ({ variants }: Product) => Math.min(...variants.map(({ price }) => Number(price)));

/** Products by their lowest price; equal ones keep their order. */
export function byPrice(products: readonly Product[], order: "price_low_to_high" | "price_high_to_low"): Product[] {
  const sign = order === "price_low_to_high" ? 1 : -1;
  return [...products].sort((a, b) => sign * (lowestPrice(a) - lowestPrice(b)));
}
