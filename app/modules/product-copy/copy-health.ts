import type { Product } from "~/modules/commerce/commerce-types";
import { COPY_FIELDS, COPY_KINDS, storedText, type CopyKind } from "./copy-kinds";
import { plainText } from "./stored-text";
import { countCharacters } from "./text-limits";

export type CopyHealth = "missing" | "short" | "long" | "fine" | "no_picture";

/** Which of a product's texts need work. */
export function assessCopy(product: Product): Record<CopyKind, CopyHealth> {
  const entries = COPY_KINDS.map((kind) => [kind, assessText(product, kind)] as const);
  return Object.fromEntries(entries) as Record<CopyKind, CopyHealth>; // fromEntries forgets the keys; COPY_KINDS has them all
}

function assessText(product: Product, kind: CopyKind): CopyHealth {
  if (kind === "image_alt" && product.imageUrl === null) return "no_picture";
  const length = countCharacters(plainText(kind, storedText(product, kind)).trim());
  if (length === 0) return "missing";
  if (length > COPY_FIELDS[kind].limit) return "long";
  return length < COPY_FIELDS[kind].shortBelow ? "short" : "fine";
}
