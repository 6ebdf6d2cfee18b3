import { diffWordsWithSpace } from "diff";

export type DiffPart = { readonly kind: "same" | "added" | "removed"; readonly text: string };

const DIFF_TIMEOUT_MS = 150;
const LEAST_KEPT_WORDS = 3;

/** Word by word, what changed from `before` to `after`. Texts too different to compare in time come back as one removal and one addition. */
export function diffWords(before: string, after: string): DiffPart[] {
  const changes = diffWordsWithSpace(before, after, { timeout: DIFF_TIMEOUT_MS });
  if (changes === undefined) return whole(before, after);
  return joinPhrases(
    changes.map((change) => ({
      kind: change.added ? "added" : change.removed ? "removed" : "same",
      text: change.value,
    })),
  );
}

/** Joins changes that only a word or two keep apart: whole phrases read better than every other word struck through. */
function joinPhrases(parts: readonly DiffPart[]): DiffPart[] {
  const joined: DiffPart[] = [];
  let [removed, added] = ["", ""];
  const flush = () => {
    if (removed !== "") joined.push({ kind: "removed", text: removed });
    if (added !== "") joined.push({ kind: "added", text: added });
    [removed, added] = ["", ""];
  };
  parts.forEach(({ kind, text }, index) => {
    const isBetween = index > 0 && index < parts.length - 1;
    if (kind === "same" && (!isBetween || countWords(text) >= LEAST_KEPT_WORDS)) {
      flush();
      joined.push({ kind, text });
      return;
    }
    if (kind !== "added") removed += text;
    if (kind !== "removed") added += text;
  });
  flush();
  return joined;
}

function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

function whole(before: string, after: string): DiffPart[] {
  const parts: DiffPart[] = [
    { kind: "removed", text: before },
    { kind: "added", text: after },
  ];
  return parts.filter((part) => part.text !== "");
}
