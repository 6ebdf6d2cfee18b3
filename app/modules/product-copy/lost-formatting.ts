const KINDS: readonly (readonly [RegExp, string])[] = [
  [/<img\b/i, "pictures"],
  [/<(video|iframe)\b/i, "videos"],
  [/<table\b/i, "tables"],
  [/<a\b/i, "links"],
  [/<h[1-6]\b/i, "headings"],
  [/<(strong|b|em|i)\b/i, "bold or italic text"],
];

/** What a plain text cannot carry over from today's HTML, in words for a notice; empty when nothing is lost. */
export function lostFormatting(html: string): string[] {
  return KINDS.filter(([pattern]) => pattern.test(html)).map(([, words]) => words);
}
