import { createHash } from "node:crypto";
import type { Passage } from "./knowledge-types";

/** A passage before it has a place in the index. */
export type PassageDraft = Omit<Passage, "id" | "score"> & {
  /** Order within the source and language. */
  readonly position: number;
};

const UUID_PARTS = [8, 4, 4, 4, 12];

/** Id of the passage at a place of its source, always the same: writing twice cannot double it. */
export function passageId({ kind, sourceId, locale, position }: PassageDraft): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([kind, sourceId, locale, position]))
    .digest("hex");
  let start = 0;
  return UUID_PARTS.map((length) => digest.slice(start, (start += length))).join("-");
}
