const NAMED: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
  nbsp: " ",
  lsqb: "[",
  lbrack: "[",
  rsqb: "]",
  rbrack: "]",
  lpar: "(",
  rpar: ")",
  vert: "|",
  verbar: "|",
  sol: "/",
  bsol: "\\",
  colon: ":",
  period: ".",
  commat: "@",
  num: "#",
  percnt: "%",
  lowbar: "_",
};
const ESCAPE = new RegExp(
  String.raw`&#(\d{1,7});?|&#x([\da-f]{1,6});?|&(${Object.keys(NAMED).join("|")});|\\u\{?([\da-f]{4,6})\}?|\\x([\da-f]{2})|%([2-7][\da-f])`,
  "gi",
);
/** Text that was encoded once more often than this is encoded on purpose and read by nobody. */
const MAX_DEPTH = 3;
const HIGHEST_CODE_POINT = 0x10ffff;

/** Text with its HTML entities, JavaScript escapes and percent-encoded signs read, also where they were encoded repeatedly. */
export function decodeEscapes(text: string): string {
  let current = text;
  for (let depth = 0; depth < MAX_DEPTH && /[&\\%]/.test(current); depth += 1) {
    const next = current.replace(ESCAPE, decode);
    if (next === current) break;
    current = next;
  }
  return current;
}

function decode(
  whole: string,
  decimal?: string,
  hex?: string,
  name?: string,
  ...units: (string | undefined)[]
): string {
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
  const digits = hex ?? units.slice(0, 3).find((unit) => unit !== undefined);
  const code = decimal === undefined ? Number.parseInt(digits ?? "", 16) : Number(decimal);
  return code > 0 && code <= HIGHEST_CODE_POINT ? String.fromCodePoint(code) : whole;
}
