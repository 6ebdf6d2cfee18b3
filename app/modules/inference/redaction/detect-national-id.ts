import { isAadhaar, isBelgianNumber, isCpf, isDni, isEan13, isHetu, isNir, isSteuerId } from "./check-digits";
import { passesLuhn } from "./detect-card";
import type { PersonalSpan } from "./span";

type NationalId = {
  readonly detector: string;
  readonly pattern: RegExp;
  readonly isValid?: (value: string) => boolean;
};

const bounded = (source: string) =>
  new RegExp(String.raw`(?<![\p{L}\p{N}#.,\-/])(?:${source})(?![\p{L}\p{N}]|[.\-/]\d)`, "gu");

/**
 * Numbers that their own form or check digit gives away. Those that any row of digits could pass (a BSN, a tax number without its groups)
 * need a word before them: `detectNamedIds`.
 */
const NATIONAL_IDS: readonly NationalId[] = [
  // SSA: no area 000, group 00 or serial 0000. Areas of 9 are ITINs (IRS).
  {
    detector: "us_ssn",
    pattern: bounded(String.raw`(?!000)\d{3}-(?!00)\d{2}-(?!0000)\d{4}|(?!000)\d{3} (?!00)\d{2} (?!0000)\d{4}`),
  },
  {
    detector: "us_ssn_masked",
    pattern: bounded(String.raw`[X*\d]{3}-[X*\d]{2}-[X*\d]{4}`),
    isValid: (value) => /[X*]/.test(value) && /\d/.test(value),
  },
  // HMRC, NIM39110: letters not used as prefix.
  {
    detector: "uk_nino",
    pattern: bounded(
      String.raw`(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]`,
    ),
  },
  {
    detector: "fr_nir",
    pattern: bounded(String.raw`[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}`),
    isValid: isNir,
  },
  {
    detector: "es_dni",
    pattern: bounded(
      String.raw`(?:\d{8}|\d{2}\.\d{3}\.\d{3})[ \-]?[A-HJ-NP-TV-Z]|[XYZ][ \-]?\d{7}[ \-]?[A-HJ-NP-TV-Z]`,
    ),
    isValid: isDni,
  },
  { detector: "de_steuer_id", pattern: bounded(String.raw`\d{2} \d{3} \d{3} \d{3}`), isValid: isSteuerId },
  {
    detector: "de_sozialversicherung",
    pattern: bounded(String.raw`\d{2} ?(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2} ?[A-Z] ?\d{3}`),
  },
  { detector: "it_codice_fiscale", pattern: bounded(String.raw`[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]`) },
  {
    detector: "be_national_number",
    pattern: bounded(String.raw`\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}`),
    isValid: isBelgianNumber,
  },
  { detector: "ch_ahv", pattern: bounded(String.raw`756\.?\d{4}\.?\d{4}\.?\d{2}`), isValid: isEan13 },
  { detector: "fi_hetu", pattern: bounded(String.raw`[0-3]\d[01]\d{3}[-+A]\d{3}[0-9A-FHJ-NPR-Y]`), isValid: isHetu },
  {
    detector: "se_personnummer",
    pattern: bounded(String.raw`(?:19|20)?\d{2}[01]\d[0-3]\d[-+]\d{4}`),
    isValid: (value) => passesLuhn(value.slice(-10)),
  },
  { detector: "br_cpf", pattern: bounded(String.raw`\d{3}\.\d{3}\.\d{3}-\d{2}`), isValid: isCpf },
  { detector: "in_aadhaar", pattern: bounded(String.raw`[2-9]\d{3}[ \-]\d{4}[ \-]\d{4}`), isValid: isAadhaar },
  { detector: "in_pan", pattern: bounded(String.raw`[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]`) },
];

/** National identity, tax and insurance numbers of several countries, by form and check digit. */
export function detectNationalIds(text: string): PersonalSpan[] {
  return NATIONAL_IDS.flatMap(({ detector, pattern, isValid }) =>
    [...text.matchAll(pattern)]
      .filter(([value]) => isValid?.(value.replace(/[ .\-+]/g, "")) ?? true)
      .map((match) => ({ start: match.index, end: match.index + match[0].length, type: "ID" as const, detector })),
  );
}
