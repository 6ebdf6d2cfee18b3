import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { KnownValue } from "~/modules/inference/inference-types";
import { isCountry } from "./countries";
import { EVERYDAY_WORDS } from "./everyday-words";
import { fold, foldText, toOriginalSpan } from "./fold-text";
import type { PersonalSpan, PersonalType } from "./span";

type Needle = {
  readonly type: PersonalType;
  readonly pattern: RegExp;
  /** Only where it is written with a capital. */ readonly capitalOnly: boolean;
};

const MIN_PART_CHARS = 3;
const MIN_PHONE_DIGITS = 6;
/** Particles of names: too common to be hidden by themselves. */
const PARTICLES = new Set("van von der den del della dos das des the and und bin ibn abu mrs mme sra".split(" "));
const PHONE_SEPARATOR = String.raw`[\s().\-–—/\u00a0]{0,3}`;

/** Compiles the values that the session knows, once a request. The whole value comes before its parts. */
export function compileKnownValues(values: readonly KnownValue[]): Needle[] {
  return values.flatMap(({ type, value }) => {
    const trimmed = value.normalize("NFKC").trim();
    if (trimmed === "") return [];
    if (type === "PHONE") return phoneNeedles(trimmed);
    if (type === "EMAIL") return [{ type, pattern: new RegExp(emailSource(trimmed), "gu"), capitalOnly: false }];
    return type === "NAME" ? nameNeedles(trimmed) : addressNeedles(trimmed);
  });
}

/** Every place of a text where a known value stands, whatever its case, diacritics or formatting. Longest first. */
export function findKnownValues(text: string, needles: readonly Needle[]): PersonalSpan[] {
  if (needles.length === 0) return [];
  const folded = foldText(text);
  const spans = needles.flatMap(({ type, pattern, capitalOnly }) =>
    [...folded.text.matchAll(pattern)]
      .map((match) => ({
        ...toOriginalSpan(folded, match.index, match.index + match[0].length),
        type,
        detector: "known",
      }))
      .filter(({ start }) => !capitalOnly || /^\p{Lu}/u.test(text.slice(start))),
  );
  return spans.sort((a, b) => b.end - b.start - (a.end - a.start));
}

function nameNeedles(value: string): Needle[] {
  const words = value.split(/[\s,]+/).filter((word) => word !== "");
  const parts = words.flatMap((word) => [word, ...(word.includes("-") ? word.split("-") : [])]);
  const wholes =
    words.length > 1
      ? [words.join(" "), `${words.slice(1).join(" ")}, ${words[0]}`, `${words.slice(1).join(" ")} ${words[0]}`]
      : [];
  return [
    ...wholes.map((whole) => wordNeedle("NAME", whole)),
    ...parts.filter(isHideablePart).map((part) => wordNeedle("NAME", part)),
  ];
}

function addressNeedles(value: string): Needle[] {
  const lines = value
    .split(/[,;\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !isCountry(line));
  const words = lines.flatMap((line) => [
    line.replace(/(?<!\p{L})\p{N}+\p{L}?(?!\p{L})/gu, "").trim(),
    ...(line.match(/(?<!\p{L})\p{N}{4,}(?!\p{L})/gu) ?? []),
  ]);
  const texts = [lines.join(" "), ...lines, ...words].filter(
    (text) => text.length > MIN_PART_CHARS && !isCountry(text),
  );
  return [...new Set(texts)].map((text) => wordNeedle("ADDRESS", text));
}

function isHideablePart(part: string): boolean {
  return part.length >= MIN_PART_CHARS && !PARTICLES.has(fold(part))
    ? true
    : part.length === 2 && /\p{Lu}/u.test(part) && !PARTICLES.has(fold(part));
}

/** Also matches what is written ae, oe, ue for an umlaut, and any space, dot or dash between the words. */
function wordNeedle(type: PersonalType, value: string): Needle {
  const umlauts = value.toLowerCase().replace(/[äöü]/g, (letter) => ({ ä: "ae", ö: "oe", ü: "ue" })[letter] ?? letter);
  const forms = [...new Set([fold(value), fold(umlauts)])].map((form) =>
    form
      .split(/[\s,.-]+/)
      .filter(Boolean)
      .map(escape)
      .join(String.raw`[\s,.\-]{1,3}`),
  );
  const isShort = value.length < MIN_PART_CHARS;
  return {
    type,
    pattern: new RegExp(bounded(`(?:${forms.join("|")})`), "gu"),
    capitalOnly: isShort || EVERYDAY_WORDS.has(fold(value)),
  };
}

/** A known number with or without country code, trunk zero and any separators. */
function phoneNeedles(value: string): Needle[] {
  const parsed = parsePhoneNumberFromString(value);
  const national = parsed ? parsed.nationalNumber : value.replace(/\D/g, "").replace(/^0+/, "");
  if (national.length < MIN_PHONE_DIGITS) return [];
  const digits = national.split("").join(PHONE_SEPARATOR);
  const country = parsed ? parsed.countryCallingCode.split("").join(PHONE_SEPARATOR) : String.raw`\d{1,3}`;
  const prefix = String.raw`(?:(?:(?:\+|00)[\s(]{0,2}|\(?)${country}${PHONE_SEPARATOR}(?:0${PHONE_SEPARATOR})?|\(?0${PHONE_SEPARATOR}|\()?`;
  return [
    { type: "PHONE", pattern: new RegExp(String.raw`(?<!\d)${prefix}${digits}(?!\d)`, "gu"), capitalOnly: false },
  ];
}

const emailSource = (value: string) =>
  String.raw`(?<![\p{L}\p{N}._%+\-])${escape(fold(value)).replace("@", String.raw`\s?(?:@|\(at\)|\[at\])\s?`)}(?![\p{L}\p{N}\-])`;
const bounded = (source: string) => String.raw`(?<![\p{L}\p{N}])${source}(?![\p{L}\p{N}])`;
const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
