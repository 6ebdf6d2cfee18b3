/** A day or a month that a text names; parts that it leaves open are null. */
export type NamedDate = {
  readonly year: number | null;
  readonly month: number;
  readonly day: number | null;
  readonly start: number;
  readonly end: number;
};

const MONTHS = [
  "january|januar|jänner|janvier|enero|januari|gennaio|janeiro|jan",
  "february|februar|février|febrero|februari|febbraio|fevereiro|feb",
  "march|märz|mars|marzo|março|maart|mär",
  "april|avril|abril|aprile|apr",
  "may|mai|mayo|maggio|maio|mei",
  "june|juni|juin|junio|giugno|junho|jun",
  "july|juli|juillet|julio|luglio|julho|jul",
  "august|août|agosto|augustus|aug",
  "september|septembre|septiembre|settembre|setembro|sept|sep",
  "october|oktober|octobre|octubre|ottobre|outubro|oct|okt",
  "november|novembre|noviembre|novembro|nov",
  "december|dezember|décembre|diciembre|dicembre|dezembro|dec|dez",
];
const WEEKDAYS = [
  "mondays?|montags?|lundis?|lunes|maandag(?:en)?|lunedì",
  "tuesdays?|dienstags?|mardis?|martes|dinsdag(?:en)?|martedì",
  "wednesdays?|mittwochs?|mercredis?|miércoles|woensdag(?:en)?|mercoledì",
  "thursdays?|donnerstags?|jeudis?|jueves|donderdag(?:en)?|giovedì",
  "fridays?|freitags?|vendredis?|viernes|vrijdag(?:en)?|venerdì",
  "saturdays?|samstags?|sonnabends?|samedis?|sábados?|zaterdag(?:en)?|sabato",
  "sundays?|sonntags?|dimanches?|domingos?|zondag(?:en)?|domenica",
];
/** Alone, these are other words as well ("you may", "de mars" is rare): they count as a month only next to a day. */
const AMBIGUOUS_ALONE = /^(?:may|mai|mei|mars|mar|mär|jan|apr|jun|jul|aug|sep|sept|oct|okt|nov|dec|dez|feb|march)$/i;

const MONTH = MONTHS.join("|");
const DAY = String.raw`(\d{1,2})(?:st|nd|rd|th|er|\.)?`;
/** With a word for "in" or "until" before them they are months. */
const MONTH_AFTER_WORD =
  /(?<!\p{L})(?:in|im|by|until|till|since|from|mid|early|late|end of|bis|ab|seit|ende|anfang|mitte|en|fin|début|mi|depuis|hasta|desde|eind|begin|vanaf|tot|this|next)[ -](May|Mai|Mei|mai|mei|March|mars|Mar|Jan|Apr|Jun|Jul|Aug|Sept?|Oct|Okt|Nov|De[cz]|Feb)(?!\p{L})/gu;
const YEAR = String.raw`(?:,?\s(?:de\s)?(\d{4}))?`;
const ISO = /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/g;
const NUMERIC = /(?<![\d.,/-])(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?![\d/])/g;
const DAY_MONTH = new RegExp(String.raw`(?<![\d.,])${DAY}\s?(?:of\s|de\s)?(${MONTH})(?!\p{L})\.?${YEAR}`, "giu");
const MONTH_DAY = new RegExp(String.raw`(?<!\p{L})(${MONTH})\.?\s(?:the\s)?${DAY}(?!\d|[.,]\d)${YEAR}`, "giu");
const MONTH_ALONE = new RegExp(String.raw`(?<!\p{L})(${MONTH})(?!\p{L})`, "giu");
const WEEKDAY = WEEKDAYS.map((words) => new RegExp(String.raw`(?<!\p{L})(?:${words})(?!\p{L})`, "iu"));
/** Short forms, with a capital. */
const SHORT_WEEKDAY = /(?<!\p{L})(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:s|rs?)?(?![\p{L}'’])/gu;
const SHORT_WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/** Shorter ones only where two of them are the ends of a span ("Mo–Fr", "lun.-sam."): alone, most are other words. */
const SHORTEST_WEEKDAYS = [
  "mo|mon|lun|lu|ma",
  "di|tue|mar|di",
  "mi|wed|mer|mié|wo",
  "do|thu|jeu|jue",
  "fr|fri|ven|vie|vr",
  "sa|sat|sam|sáb|za",
  "so|sun|dim|dom|zo",
];
const SPAN_OF_DAYS =
  /(?<!\p{L})(\p{L}{2,10})\.?\s?(?:[-–—]|to|through|until|bis|à|au|a|tot|t\/m)\s?(\p{L}{2,10})(?!\p{L})/giu;
const ARRIVES =
  /(?<!\p{L})(?:arriv|deliver|ship|dispatch|get it|have it|comes?(?!\p{L})|ankomm|kommt|komm|gelief|liefer|versand|versend|zugestellt|livr|expédi|lleg|entreg|envi|recib|bezorg|verzend|verzond|komt|lever)/iu;
const ANY_WEEKDAY = new RegExp(WEEKDAYS.join("|"), "iu");

/** Dates with a day, in every reading that a numeric one can have. */
export function findDates(text: string): NamedDate[] {
  if (!/\d/.test(text)) return [];
  return [
    ...[...text.matchAll(ISO)].map((match) => toDate(match, match[1], match[2], match[3])),
    ...[...text.matchAll(NUMERIC)].flatMap((match) => [
      toDate(match, match[3], match[2], match[1]),
      toDate(match, match[3], match[1], match[2]),
    ]),
    ...[...text.matchAll(DAY_MONTH)].map((match) => toDate(match, match[3], String(monthOf(match[2])), match[1])),
    ...[...text.matchAll(MONTH_DAY)].map((match) => toDate(match, match[3], String(monthOf(match[1])), match[2])),
  ].filter(({ month, day }) => month >= 1 && month <= 12 && (day ?? 1) >= 1 && (day ?? 1) <= 31);
}

/** Months that a text names without a day, 1 to 12. */
export function findMonths(text: string): number[] {
  const alone = [...text.matchAll(MONTH_ALONE)].map(([word]) => word).filter((word) => !AMBIGUOUS_ALONE.test(word));
  const placed = [...text.matchAll(MONTH_AFTER_WORD)].map((match) => match[1]);
  return [...alone, ...placed].map(monthOf);
}

/** Weekdays, as numbers that are the same in every language. */
export function findWeekdays(text: string): number[] {
  const short = [...text.matchAll(SHORT_WEEKDAY)].map((match) => SHORT_WEEKDAYS.indexOf(match[1] ?? ""));
  const ends = [...text.matchAll(SPAN_OF_DAYS)].map(([, from = "", to = ""]) => [dayOf(from), dayOf(to)]);
  const spans = ends.filter((days) => days.every((day) => day >= 0)).flat();
  if (!ANY_WEEKDAY.test(text)) return [...short, ...spans];
  return [...short, ...spans, ...WEEKDAY.flatMap((pattern, index) => (pattern.test(text) ? [index] : []))];
}

/** Weekdays of the sentences that say when something comes; that a shop is open on one brings no parcel. */
export function findArrivalDays(text: string): number[] {
  return text.split(/(?<=[.!?])\s|\n/).flatMap((sentence) => (ARRIVES.test(sentence) ? findWeekdays(sentence) : []));
}

function dayOf(word: string): number {
  const long = WEEKDAY.findIndex((pattern) => pattern.test(word));
  if (long >= 0) return long;
  return SHORTEST_WEEKDAYS.findIndex((words) => words.split("|").includes(word.toLowerCase()));
}

/** Whether two dates can be the same day: what one leaves open, the other may fill. */
export function isSameDate(a: NamedDate, b: NamedDate): boolean {
  return a.month === b.month && a.day === b.day && (a.year === null || b.year === null || a.year === b.year);
}

function toDate(
  match: RegExpExecArray,
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): NamedDate {
  const span = { start: match.index, end: match.index + match[0].length };
  return {
    ...span,
    year: year === undefined ? null : fullYear(Number(year)),
    month: Number(month),
    day: day === undefined ? null : Number(day),
  };
}

const fullYear = (year: number) => (year < 100 ? 2000 + year : year);

const MONTH_OF = new Map(MONTHS.flatMap((words, index) => words.split("|").map((word) => [word, index + 1] as const)));

const monthOf = (word: string | undefined) => MONTH_OF.get(word?.toLowerCase() ?? "") ?? 0;
