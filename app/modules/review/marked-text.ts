/** A run of plain text, or one placeholder that stood for a person's data. */
export type TextSegment =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "placeholder"; readonly text: string; readonly type: string };

const PLACEHOLDER = /\[([A-Z]+)_\d+\]/g;

/** Splits as-sent text at redaction's placeholders, so that a page can show them as tokens. */
export function markPlaceholders(text: string): TextSegment[] {
  const segments: TextSegment[] = [];
  let end = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    if (match.index > end) segments.push({ kind: "text", text: text.slice(end, match.index) });
    segments.push({ kind: "placeholder", text: match[0], type: match[1] ?? "" });
    end = match.index + match[0].length;
  }
  if (end < text.length) segments.push({ kind: "text", text: text.slice(end) });
  return segments;
}

/** The kinds of placeholder in a text with how often each stands there, for the legend. */
export function countPlaceholders(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const segment of texts.flatMap(markPlaceholders)) {
    if (segment.kind === "placeholder") counts.set(segment.type, (counts.get(segment.type) ?? 0) + 1);
  }
  return counts;
}
