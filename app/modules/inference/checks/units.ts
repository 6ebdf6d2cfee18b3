const TIME: Readonly<Record<string, string>> = {
  minute: "minutes?|mins?|minuten?|minutos?|minuut|minuten",
  hour: "hours?|hrs?|h|stunden?|std|heures?|horas?|uur|uren",
  day: "days?|d|tage?n?|werktage?n?|arbeitstage?n?|kalendertage?n?|jours?|días?|dias?|dag(?:en)?|werkdag(?:en)?",
  week: "weeks?|wks?|wochen?|semaines?|semanas?|we?eken?",
  month: "months?|monate?n?|mois|mes(?:es)?|maand(?:en)?",
  year: "years?|yrs?|jahre?n?|ans?|années?|años?|jaar|jaren",
};

const MONEY: Readonly<Record<string, string>> = {
  EUR: "€|eur|euros?",
  GBP: "£|gbp|pounds?|pfund",
  $: "\\$|dollars?",
  USD: "us\\$|usd",
  CAD: "c\\$|ca\\$|cad",
  AUD: "a\\$|au\\$|aud",
  CHF: "chf|sfr|franken",
  JPY: "¥|jpy|yen",
  SEK: "sek",
  NOK: "nok",
  DKK: "dkk",
  PLN: "pln|zł",
};

const SHARE = "%|percent|per cent|prozent|pour ?cent|por ciento|procent";
const DOLLARS = new Set(["USD", "CAD", "AUD"]);
/** Words that may stand between a number and its unit. */
const QUALIFIER =
  "(?:(?:business|working|calendar|full|whole|more|extra|volle[nr]?|ganze[nr]?|weitere[nr]?|ouvr[ée]s|ouvrables)\\s)?";

const UNITS: readonly (readonly [string, string])[] = [...Object.entries(TIME), ...Object.entries(MONEY), ["%", SHARE]];
const AFTER = UNITS.map(
  ([unit, words]) =>
    [unit, new RegExp(String.raw`^\s?[-–]?\s?${QUALIFIER}(?:${words})(?![\p{L}\p{N}])`, "iu")] as const,
);
const BEFORE = Object.entries(MONEY).map(
  ([unit, words]) => [unit, new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${words})\s?$`, "iu")] as const,
);

/** The unit that changes what a number means (money, share, time) right after it, or money right before it; null for none. */
export function findUnit(before: string, after: string): string | null {
  // Longer signs first: "US$" before "$".
  const money = BEFORE.filter(([, pattern]) => pattern.test(before)).at(-1)?.[0];
  return money ?? AFTER.find(([, pattern]) => pattern.test(after))?.[0] ?? null;
}

/** Whether a claim in one unit may rest on a figure in another: "$" stands for any dollar. */
export function isSameUnit(claimed: string | null, found: string | null): boolean {
  if (claimed === null || claimed === found) return true;
  return (claimed === "$" && DOLLARS.has(found ?? "")) || (found === "$" && DOLLARS.has(claimed));
}
