import type { ShopText } from "~/modules/commerce/commerce-types";
import { htmlBlocks } from "~/modules/commerce/html-blocks";
import { chunkBlocks } from "./chunk-text";
import type { PassageDraft } from "./passage-draft";

/** Passages of a policy or page in one language. */
export function textPassages({ id, kind, title, url, html, locale }: ShopText): PassageDraft[] {
  return chunkBlocks(htmlBlocks(html)).map((chunk, position) => ({
    kind,
    sourceId: id,
    locale,
    position,
    title,
    url,
    ...chunk,
  }));
}
