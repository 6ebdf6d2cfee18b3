/** A number in a text, with its unit when one follows or leads. */
export type Figure = { readonly start: number; readonly end: number; readonly value: string; readonly unit: string };

const NUMBER_WORDS: Readonly<Record<string, string>> = {
  two: "2",
  three: "3",
  four: "4",
  five: "5",
  six: "6",
  seven: "7",
  eight: "8",
  nine: "9",
  ten: "10",
  eleven: "11",
  twelve: "12",
  twenty: "20",
  thirty: "30",
  forty: "40",
  fifty: "50",
  hundred: "100",
  hundreds: "100",
  thousand: "1000",
  thousands: "1000",
  million: "1000000",
  millions: "1000000",
  half: "0.5",
  twice: "2",
  double: "2",
  triple: "3",
  dozen: "12",
  zwei: "2",
  drei: "3",
  vier: "4",
  fünf: "5",
  sechs: "6",
  sieben: "7",
  acht: "8",
  neun: "9",
  zehn: "10",
  zwölf: "12",
  hundert: "100",
  tausend: "1000",
};

// The first spelling of a line is the unit's name here, so that "30 centimetres" is supported by "30 cm".
const UNITS: readonly (readonly string[])[] = [
  ["%", "percent", "per cent", "prozent"],
  ["mm", "millimetre", "millimetres", "millimeter", "millimeters"],
  ["cm", "centimetre", "centimetres", "centimeter", "centimeters", "zentimeter"],
  ["km", "kilometre", "kilometres", "kilometer", "kilometers"],
  ["m", "metre", "metres", "meter", "meters"],
  ["in", "inch", "inches", "″", "zoll"],
  ["ft", "foot", "feet"],
  ["kg", "kilogram", "kilograms", "kilo", "kilos", "kilogramm"],
  ["mg"],
  ["g", "gram", "grams", "gramm"],
  ["oz", "ounce", "ounces"],
  ["lb", "lbs", "pound", "pounds"],
  ["ml", "millilitre", "millilitres", "milliliter", "milliliters"],
  ["cl"],
  ["l", "litre", "litres", "liter", "liters"],
  ["°c", "°", "degrees", "degree", "grad"],
  ["°f"],
  ["h", "hour", "hours", "hrs", "stunde", "stunden"],
  ["min", "minute", "minutes", "minuten"],
  ["day", "days", "tag", "tage", "tagen"],
  ["week", "weeks", "woche", "wochen"],
  ["month", "months", "monat", "monate", "monaten"],
  ["year", "years", "yr", "yrs", "jahr", "jahre", "jahren", "-year", "-jährige"],
  ["w", "watt", "watts"],
  ["v", "volt", "volts"],
  ["mah"],
  ["gsm", "g/m²", "g/m2"],
  ["€", "eur", "euro", "euros"],
  ["$", "usd", "dollar", "dollars"],
  ["£", "gbp"],
];

const UNIT_NAMES = new Map(
  UNITS.flatMap((spellings) => spellings.map((spelling) => [spelling, spellings[0] ?? spelling])),
);

const UNIT_PATTERN = [...UNIT_NAMES.keys()]
  .sort((a, b) => b.length - a.length)
  .map((unit) => unit.replace(/[$/]/g, "\\$&"))
  .join("|");

const FIGURE = new RegExp(
  `(?<lead>[€$£])?\\s?(?:(?<digits>\\p{Nd}+(?:[.,]\\p{Nd}+)*|[½¼¾⅓⅔])|(?<word>(?<![\\p{L}\\p{N}])(?:${Object.keys(NUMBER_WORDS).join("|")})(?![\\p{L}\\p{N}])))(?:[\\s-]?(?<unit>${UNIT_PATTERN})(?![\\p{L}\\p{N}]))?`,
  "giu",
);

const FRACTIONS: Readonly<Record<string, string>> = {
  "½": "0.5",
  "¼": "0.25",
  "¾": "0.75",
  "⅓": "0.333",
  "⅔": "0.667",
};

/** Every number of a text, in digits or words, from left to right. */
export function findFigures(text: string): Figure[] {
  return Array.from(text.matchAll(FIGURE), (match) => {
    const { lead, digits, word, unit } = match.groups ?? {};
    const written = digits ?? NUMBER_WORDS[word?.toLowerCase() ?? ""] ?? "";
    const spelled = (lead ?? unit ?? "").toLowerCase();
    const end = match.index + match[0].length;
    return {
      start: end - match[0].trimStart().length,
      end,
      value: FRACTIONS[written] ?? normaliseNumber(written),
      unit: UNIT_NAMES.get(spelled) ?? "",
    };
  });
}

/** Says whether one of `known` has the figure's value and, when both name a unit, its unit. */
export function isFigureIn(figure: Figure, known: readonly Figure[]): boolean {
  return known.some(
    (other) => other.value === figure.value && (figure.unit === "" || other.unit === figure.unit || other.unit === ""),
  );
}

/** "1,200" and "1.200" are both 1200; "2,5" and "2.50" are both 2.5. */
function normaliseNumber(written: string): string {
  const ascii = written.normalize("NFKC");
  const plain = /^\d{1,3}(?:[.,]\d{3})+$/.test(ascii) ? ascii.replaceAll(/[.,]/g, "") : ascii.replaceAll(",", ".");
  const value = Number(plain);
  return Number.isNaN(value) ? plain : String(value);
}
