/** Words of each unit in the languages that we ship checks for; the first name is the unit's own. */
const TIME: Readonly<Record<string, string>> = {
  minute: "minute minutes min mins minuten minuto minutos minuut",
  hour: "hour hours hr hrs h stunde stunden std heure heures hora horas uur uren ora ore",
  day: "day days tag tage tagen tages kalendertage kalendertagen jour jours día días dia dias dag dagen giorno giorni",
  workday: "workday workdays werktag werktage werktagen arbeitstag arbeitstage arbeitstagen werkdag werkdagen",
  week: "week weeks wk wks woche wochen semaine semaines semana semanas weken settimana settimane",
  month: "month months monat monate monaten monats mois mes meses maand maanden mese mesi",
  year: "year years yr yrs jahr jahre jahren jahres jährige jähriger jährigen ans année années año años jaar jaren anno anni",
};

const MONEY: Readonly<Record<string, string>> = {
  EUR: "€ eur euro euros euronen",
  GBP: "£ gbp pound pounds pfund livres libras quid",
  $: "$ dollar dollars dólares bucks",
  USD: "us$ $us usd",
  CAD: "c$ ca$ cad",
  AUD: "a$ au$ aud",
  CHF: "chf sfr franken",
  JPY: "¥ jpy yen",
  SEK: "sek",
  NOK: "nok",
  DKK: "dkk kr kronen kronor",
  PLN: "pln zł",
  cent: "cents céntimos centimes ct",
};

const OTHER: Readonly<Record<string, string>> = {
  "%": "% percent pct prozent pourcent procent",
  off: "off rabatt nachlass réduction remise descuento korting discount cheaper günstiger goedkoper sconto",
  clock: "uhr o'clock",
  thousand: "k kelvin thousand tausend mille mil duizend",
  million: "million millions mio millionen miljoen millones",
  mm: "mm millimetre millimetres millimeter millimeters",
  cm: "cm centimetre centimetres centimeter centimeters zentimeter",
  m: "m metre metres meter meters mètre mètres metro metros",
  km: "km kilometre kilometres kilometer kilometers kilomètres kilómetros",
  inch: "inch inches zoll pouces pulgadas",
  g: "g gr gram grams gramm grammes gramos",
  kg: "kg kilo kilos kilogram kilograms kilogramm kilogrammes kilogramos",
  ml: "ml millilitre millilitres milliliter milliliters",
  l: "l litre litres liter liters litro litros",
  "°": "° °c °f degrees degree grad degrés grados graden",
  w: "w watt watts",
};
const PHRASES: Readonly<Record<string, string>> = {
  "per cent": "%",
  "pour cent": "%",
  "por ciento": "%",
  "de réduction": "off",
  "de remise": "off",
  "de descuento": "off",
  "o'clock": "clock",
};

const MONEY_UNITS = new Set([...Object.keys(MONEY), "money"]);
const DOLLARS = new Set(["USD", "CAD", "AUD"]);
const wordsOf = (units: Readonly<Record<string, string>>) =>
  Object.entries(units).flatMap(([unit, words]) => words.split(" ").map((word): [string, string] => [word, unit]));
const UNIT_OF: ReadonlyMap<string, string> = new Map([
  ...wordsOf(TIME),
  ...wordsOf(MONEY),
  ...wordsOf(OTHER),
  ...Object.entries(PHRASES),
]);

/** Words that may stand between a number and its unit. */
const QUALIFIER =
  "(?:(business|working|week|calendar|full|whole|more|extra|volle[nr]?|ganze[nr]?|weitere[nr]?)[\\s-])?";
const WORKING_BEFORE = /^(?:business|working|week)$/i;
const WORKING_AFTER = /^\s(?:ouvr|labor|hábil|útil)/iu;
const AFTER = new RegExp(
  String.raw`^\s?[-–]?\s?${QUALIFIER}((?:us|ca?|au?)?\$(?:us)?|[€£¥%]|°[cf]?|o'clock|(?:per|pour|por|de) \p{L}+|\p{L}+)(?![\p{L}\p{N}'’])`,
  "iu",
);
const AFTERNOON = /^\s?p\.?\s?m\b/i;
/** "am" is a German word: what follows tells. */
const MORNING = /^\s?a\.?m\b(?!\s(?!on\b|to\b|and\b|until\b|every\b)\p{L})/iu;
const BEFORE = /[€£¥$\p{L}]/u;
/** After these a number without a unit is an amount of money, or what is taken off one. */
const PRICE_BEFORE =
  /(?<!\p{L})(?:costs?|priced? (?:at|is|of)|for (?:only|just)|kostet|kosten|nur noch|coûte|cuesta|kost)\s(?:only |just |nur |seulement |solo |maar )?$/iu;
const SAVING_BEFORE =
  /(?<!\p{L})(?:save|saves|saving|spare[nt]?|sparst|économisez|ahorra|bespaar)\s(?:up to |bis zu |jusqu'à |hasta |tot )?$/iu;

/** Units that are a whole number of others, so that two weeks are 14 days. */
const WHOLES: Readonly<Record<string, readonly [of: string, count: number]>> = {
  hour: ["minute", 60],
  week: ["day", 7],
  year: ["month", 12],
  cm: ["mm", 10],
  m: ["mm", 1_000],
  km: ["mm", 1_000_000],
  kg: ["g", 1_000],
  l: ["ml", 1_000],
};
/** The unit of what an answer has some of itself: it claims nothing. */
export const TALKED_OF = "talked of";
/** Things of which an answer has some itself: "three things to know". */
const TALKED_ABOUT =
  /^\s(?:(?:important|short|quick|more|wichtige|kurze|petites?)\s)?(?:things|points|questions|dinge|punkte|fragen|choses|cosas|puntos|preguntas|dingen|punten|vragen)(?!\p{L})/iu;

/** A noun right after a number: what is counted. Words that join or place do not. */
const COUNTED =
  /^\s(?!(?:and|und|bis|oder|or|to|for|per|from|with|within|when|until|till|are|is|was|will|can|has|have|if|in|on|at|as|but|by|of|bei|mit|ab|auf|pro|an|am|im|ist|sind|aus|für|von|nach|avec|pour|est|sont|par|dans|sur|ainsi|con|por|para|desde|hasta|son|met|voor|vanaf|tot|zijn|uit|bij|aan|der|die|das|dem|den|the|les|los|las|het|pas|que)(?!\p{L}))\p{L}{3,}/iu;

/** Whether a figure stands with a measure, a currency or a share. */
export const isMeasured = (unit: string | null) => unit !== null && unit !== "counted" && unit !== TALKED_OF;

/** The same amount in the smaller unit that it is a whole number of. */
export function inSmallerUnit(reading: string, unit: string | null): { reading: string; unit: string } | null {
  const whole = WHOLES[unit ?? ""];
  const amount = Number(reading);
  if (!whole || !Number.isFinite(amount)) return null;
  return { reading: String(Number((amount * whole[1]).toPrecision(12))), unit: whole[0] };
}

/** The unit that changes what a number means (money, share, time, measure) right after it, or money right before it; null for none. */
export function findUnit(before: string, after: string): string | null {
  const money = moneyBefore(before);
  if (money !== undefined) return money;
  const match = AFTER.exec(after);
  const unit = UNIT_OF.get(match?.[2]?.toLowerCase() ?? "");
  if (match && unit === "day") {
    const isWorking = WORKING_BEFORE.test(match[1] ?? "") || WORKING_AFTER.test(after.slice(match[0].length));
    return isWorking ? "workday" : "day";
  }
  if (unit !== undefined) return unit;
  if (halfOfDay(after) !== null) return "clock";
  if (PRICE_BEFORE.test(before)) return "money";
  if (SAVING_BEFORE.test(before)) return "off";
  if (TALKED_ABOUT.test(after)) return TALKED_OF;
  return COUNTED.test(after) ? "counted" : null;
}

/** Whether an hour is of the first half of the day or of the second, as "am" and "pm" after it tell; null where they do not stand. */
export function halfOfDay(after: string): "am" | "pm" | null {
  if (AFTERNOON.test(after)) return "pm";
  return MORNING.test(after) ? "am" : null;
}

export const isMoney = (unit: string | null) => unit !== null && MONEY_UNITS.has(unit);

/** Whether a unit is one of time: of its ranges the lower end promises more than the range does. */
export const isTime = (unit: string | null) => unit !== null && unit in TIME;

/** The currency whose sign or word ends the text. */
function moneyBefore(before: string): string | undefined {
  const end = /\s$/.test(before) ? before.length - 1 : before.length;
  let start = end;
  while (start > 0 && BEFORE.test(before.charAt(start - 1))) start -= 1;
  const unit = UNIT_OF.get(before.slice(start, end).toLowerCase()) ?? UNIT_OF.get(before.slice(end - 1, end));
  return unit !== undefined && MONEY_UNITS.has(unit) ? unit : undefined;
}

/**
 * Whether a claim in one unit may rest on a figure in another: "$" stands for any dollar, "30 off" for a share or an amount, "5 days" for
 * five working days, but not the other way round.
 */
export function isSameUnit(claimed: string | null, found: string | null): boolean {
  if (claimed === null || claimed === found) return true;
  if (claimed === "day") return found === "workday";
  // "17:00" is the same hour as "17:00 Uhr".
  if (claimed === "counted") return found === null;
  if (found === null || found === "counted") return claimed === "clock";
  if (claimed === "clock") return found === "hour";
  if (claimed === "off") return found === "%" || MONEY_UNITS.has(found);
  if (claimed === "money" || found === "money") return MONEY_UNITS.has(claimed) && MONEY_UNITS.has(found);
  return (claimed === "$" && DOLLARS.has(found)) || (found === "$" && DOLLARS.has(claimed));
}
