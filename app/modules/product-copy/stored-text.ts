import { htmlToCopyText } from "~/modules/commerce/copy-html";
import type { CopyKind } from "./copy-kinds";

/** A field's stored text as people read and edit it: a description's HTML becomes plain text. */
export function plainText(kind: CopyKind, stored: string): string {
  return kind === "description" ? htmlToCopyText(stored) : stored;
}
