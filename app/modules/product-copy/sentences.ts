/** A sentence with its place in the text; the pieces joined give the text again. */
export type Sentence = { readonly start: number; readonly text: string };

// A full stop inside a figure ("2.5"), after an initial or a common short form ends nothing.
const NO_END = /(?:\b(?:approx|ca|incl|no|nr|e\.g|i\.e|z\.B|bzw|mr|mrs|dr|st|vs)|\b\p{L})\.$/iu;

/** Cuts a text into sentences and lines; white space stays with the sentence before it. */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (const match of text.matchAll(/(?:[.!?…]+["'”’)\]]*(?=\s)|\n)\s*/gu)) {
    const end = match.index + match[0].length;
    const body = text.slice(start, end).trimEnd();
    if (NO_END.test(body) && !match[0].includes("\n")) continue;
    sentences.push({ start, text: text.slice(start, end) });
    start = end;
  }
  if (start < text.length) sentences.push({ start, text: text.slice(start) });
  return sentences;
}

/** Whether a text ends with a sentence, so that nothing that follows can belong to it: "7 cm. " does, "2." and "approx. " do not. */
export function endsSentence(text: string): boolean {
  return /(?<!\d)[.!?…]["'”’)\]]*\s+$|\n$/u.test(text) && !NO_END.test(text.trimEnd());
}
