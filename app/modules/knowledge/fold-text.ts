const LETTERS: Readonly<Record<string, string>> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l" };

/** Lower case without accents, as the index holds it (fold_text in the migrations). */
export function foldText(text: string): string {
  const plain = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  return plain.replace(/[ßæœøđł]/g, (letter) => LETTERS[letter] ?? letter);
}

/** Folded words and numbers of a text. */
export function words(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}
