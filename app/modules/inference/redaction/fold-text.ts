/** A text in small letters without diacritics, with the place in the original that each unit came from. */
export type FoldedText = { readonly text: string; readonly origins: readonly number[]; readonly length: number };

/** Letters that have no decomposition in Unicode but that people write without their stroke or ligature. */
const PLAIN_FORMS: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  æ: "ae",
  œ: "oe",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ħ: "h",
};

/** Folds a text for comparison with known values: case, diacritics and kinds of apostrophe and dash make no difference. */
export function foldText(original: string): FoldedText {
  const units: string[] = [];
  const origins: number[] = [];
  let index = 0;
  for (const char of original) {
    for (const unit of foldChar(char)) {
      units.push(unit);
      origins.push(index);
    }
    index += char.length;
  }
  return { text: units.join(""), origins, length: original.length };
}

/** The folded form only. */
export function fold(text: string): string {
  return foldText(text).text;
}

/** A stretch of the folded text as a stretch of the original; marks that follow its last letter belong to it. */
export function toOriginalSpan(folded: FoldedText, start: number, end: number): { start: number; end: number } {
  return { start: folded.origins[start] ?? folded.length, end: folded.origins[end] ?? folded.length };
}

function foldChar(char: string): string[] {
  const lower = char.toLowerCase();
  const plain = PLAIN_FORMS[lower] ?? lower.normalize("NFD").replace(/\p{M}/gu, "");
  return plain
    .replace(/[’‘ʼ´`]/g, "'")
    .replace(/[‐‑‒–—]/g, "-")
    .split("");
}
