import type { CopyHealth } from "~/modules/product-copy/copy-health";
import { COPY_FIELDS, COPY_KINDS, type CopyKind } from "~/modules/product-copy/copy-kinds";

const WORDS: Readonly<Partial<Record<CopyHealth, string>>> = { missing: "Missing", short: "Short", long: "Too long" };

/** What of a product's texts needs work, as one line: "Missing: SEO title, SEO description. Short: Description." */
export function copyWorkWords(health: Readonly<Record<CopyKind, CopyHealth>>): string {
  const lines = Object.entries(WORDS).flatMap(([kind, words]) => {
    const fields = COPY_KINDS.filter((field) => health[field] === kind).map((field) => COPY_FIELDS[field].label);
    return fields.length > 0 ? [`${words}: ${fields.join(", ")}.`] : [];
  });
  return lines.length > 0 ? lines.join(" ") : "All texts are fine.";
}
