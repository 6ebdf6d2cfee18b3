/** A text in small letters without diacritics, with the place in the original that each unit came from. */
export type FoldedText = {
  readonly text: string;
  /** Null when nothing moved. */
  readonly origins: readonly number[] | null;
  readonly length: number;
};

const ASCII = /^[\x00-\x7f]*$/;

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
  if (ASCII.test(original))
    return { text: original.toLowerCase().replaceAll("`", "'"), origins: null, length: original.length };
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
export function toOriginalSpan(
  { origins, length }: FoldedText,
  start: number,
  end: number,
): { start: number; end: number } {
  return origins === null ? { start, end } : { start: origins[start] ?? length, end: origins[end] ?? length };
}

function foldChar(char: string): string[] {
  const lower = char.toLowerCase();
  const plain = PLAIN_FORMS[lower] ?? lower.normalize("NFD").replace(/\p{M}/gu, "");
  return plain
    .replace(/[’‘ʼ´`]/g, "'")
    .replace(/[‐‑‒–—]/g, "-")
    .split("");
}
