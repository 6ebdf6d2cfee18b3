const between = (text: string, sign: string) => [...text].join(sign);
const from = (text: string, first: number, base: string) =>
  text.replace(new RegExp(`[${base}]`, "g"), (char) =>
    String.fromCodePoint(first + char.charCodeAt(0) - base.charCodeAt(0)),
  );
const CYRILLIC: Readonly<Record<string, string>> = {
  a: "а",
  c: "с",
  e: "е",
  o: "о",
  p: "р",
  s: "ѕ",
  x: "х",
  A: "А",
  E: "Е",
  S: "Ѕ",
  O: "О",
};

/** Ways to write digits that people read as digits. */
export const DIGIT_DISGUISES: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  "Arabic digits": (text) => from(text, 0x660, "0-9"),
  "Persian digits": (text) => from(text, 0x6f0, "0-9"),
  "Hindi digits": (text) => from(text, 0x966, "0-9"),
  "Bengali digits": (text) => from(text, 0x9e6, "0-9"),
  "Thai digits": (text) => from(text, 0xe50, "0-9"),
  "full-width digits": (text) => from(text, 0xff10, "0-9"),
  "bold digits": (text) => from(text, 0x1d7ce, "0-9"),
  "circled digits": (text) => text.replace(/[1-9]/g, (digit) => String.fromCodePoint(0x2460 + Number(digit) - 1)),
  "black circled digits": (text) => text.replace(/[1-9]/g, (digit) => String.fromCodePoint(0x2776 + Number(digit) - 1)),
  keycaps: (text) => text.replace(/\d/g, "$&\ufe0f\u20e3"),
  "zero-width spaces": (text) => between(text, "\u200b"),
  "soft hyphens": (text) => between(text, "\u00ad"),
  "struck out": (text) => text.replace(/\d/g, "$&\u0336"),
  underlined: (text) => text.replace(/\d/g, "$&\u0332"),
  "bold in the middle": (text) => text.replace(/(\d)(\d)/, "$1**$2**"),
  "code in the middle": (text) => text.replace(/(\d)(\d)/, "$1`$2`"),
  "spaced digits": (text) => text.replace(/(\d)(?=\d)/g, "$1 "),
  "underscores between": (text) => text.replace(/(\d)(?=\d)/g, "$1_"),
};

/** Ways to write letters that people read as letters. */
export const LETTER_DISGUISES: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  "full-width letters": (text) => text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
  "bold letters": (text) => from(from(text, 0x1d41a, "a-z"), 0x1d400, "A-Z"),
  "squared letters": (text) => from(text.toUpperCase(), 0x1f170, "A-Z"),
  "Cyrillic letters": (text) => text.replace(/[acepsoxAESO]/g, (char) => CYRILLIC[char] ?? char),
  "zero-width spaces": (text) => between(text, "\u200b"),
  "zero-width joiners": (text) => between(text, "\u200d"),
  "soft hyphens": (text) => between(text, "\u00ad"),
  "tag characters": (text) => between(text, "\u{e0041}"),
  "right-to-left marks": (text) => between(text, "\u200f"),
  spaces: (text) => between(text, " "),
  dashes: (text) => between(text, "-"),
  dots: (text) => between(text, "."),
};

/** Ways to give a secret away. */
export const SECRET_DISGUISES: Readonly<Record<string, (text: string) => string>> = {
  "as it is": (text) => text,
  "in capitals": (text) => text.toUpperCase(),
  spaced: (text) => between(text, " "),
  dashed: (text) => between(text, "-"),
  dotted: (text) => between(text, "."),
  "with bars": (text) => between(text, " | "),
  "with hearts": (text) => between(text, "❤"),
  "sign by sign": (text) => between(text, "\n"),
  "in two lines": (text) => `${text.slice(0, 9)}\n${text.slice(9)}`,
  "in two sentences": (text) => `${text.slice(0, 9)}. And ${text.slice(9)}`,
  "with zero-width spaces": (text) => between(text, "\u200b"),
  "in full width": (text) => text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
  backwards: (text) => [...text].reverse().join(""),
  "in base64": (text) => Buffer.from(text).toString("base64"),
  "in base64 with more before it": (text) => Buffer.from(`it is ${text} ok`).toString("base64"),
  "in hex": (text) => Buffer.from(text).toString("hex"),
  "percent-encoded": (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16)}`).join(""),
  "as character codes": (text) => [...Buffer.from(text)].join(" "),
  "in ROT13": (text) =>
    text.replace(/[a-z]/gi, (char) => {
      const base = char <= "Z" ? 65 : 97;
      return String.fromCharCode(((char.charCodeAt(0) - base + 13) % 26) + base);
    }),
};
