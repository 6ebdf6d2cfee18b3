/** Tokenisers of small models make about one token of 3 Latin letters and digits, and one or more of every other sign. */
const LATIN_CHARS_PER_TOKEN = 3.2;

/** A cautious guess of how many tokens a text costs; never exact, and meant to be too high. */
export function estimateTokens(text: string): number {
  let latin = 0;
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) < 0x250) latin += 1;
  return Math.ceil(latin / LATIN_CHARS_PER_TOKEN + (text.length - latin));
}

/** The longest beginning of a text within a number of estimated tokens, cut between words. */
export function takeTokens(text: string, maxTokens: number): string {
  if (estimateTokens(text) <= maxTokens) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (estimateTokens(text.slice(0, middle)) <= maxTokens) low = middle;
    else high = middle - 1;
  }
  const cut = text.slice(0, low);
  return cut.slice(0, Math.max(cut.lastIndexOf(" "), cut.lastIndexOf("\n"), 0)).trimEnd();
}
