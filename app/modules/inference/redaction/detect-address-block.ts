import type { PersonalSpan } from "./span";

const MAX_LINES = 7;
const MAX_LINE_CHARS = 60;
const FIRST_LINE =
  /^[\s>*|-]{0,12}\p{N}{1,5}[a-z]?[ ,].{0,40}\p{L}{3}|^[\s>*|-]{0,12}\p{L}.{2,40}\s\p{N}{1,5}[a-z]?[,.]?\s*$/iu;
const CODE_AT_END =
  /(?:^|[\s,])(?:\p{N}{5}(?:-\p{N}{4})?|\p{N}{4}(?:\s?[A-Z]{2})?|[A-Z]{1,2}\p{N}[A-Z\p{N}]?\s?\p{N}[A-Z]{2})[.,]?\s*$/u;
const CODE_AT_START = /^[\s,]{0,12}(?:[A-Z]{1,2}-)?(?:\p{N}{4}\s?[A-Z]{2}|\p{N}{4,5})\s\p{L}/u;
/** Words of sentences; an address has none. */
const SENTENCE =
  /[.!?:]\s+\p{L}{3,}\s\p{Ll}|(?<!\p{L})(?:the|is|are|was|my|and|please|not|where|when|orders?|sizes?|arrived|items?|pairs?|ist|und|nicht|bitte|mein|est|pas|mon|commande|mi|pedido|mijn|niet)(?!\p{L})/iu;

/** An address as on an envelope: short lines that begin with a number and a name and end with a postal code and place. */
export function detectAddressBlocks(text: string): PersonalSpan[] {
  if (!text.includes("\n")) return [];
  const lines = readLines(text);
  const spans: PersonalSpan[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const last = lastLineOf(lines, index);
    const [first, end] = [lines[index], lines[last]];
    if (last <= index || !first || !end) continue;
    const start = first.start + first.text.search(/[\p{L}\p{N}]/u);
    spans.push({ start, end: end.start + end.text.trimEnd().length, type: "ADDRESS", detector: "address_block" });
    index = last;
  }
  return spans;
}

type Line = { readonly start: number; readonly text: string };

function readLines(text: string): Line[] {
  let start = 0;
  return text.split("\n").map((line) => {
    const result = { start, text: line };
    start += line.length + 1;
    return result;
  });
}

/** The line that ends the address which begins here; the same line when none does. */
function lastLineOf(lines: readonly Line[], first: number): number {
  if (!isShort(lines[first]) || !FIRST_LINE.test(lines[first]?.text ?? "")) return first;
  for (let index = first + 1; index < Math.min(lines.length, first + MAX_LINES); index += 1) {
    const line = lines[index];
    if (!isShort(line)) return first;
    if (CODE_AT_END.test(line?.text ?? "") || CODE_AT_START.test(line?.text ?? "")) return index;
  }
  return first;
}

const isShort = (line: Line | undefined) =>
  line !== undefined && line.text.trim().length <= MAX_LINE_CHARS && !SENTENCE.test(line.text);
