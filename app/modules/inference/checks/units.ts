/** Words of each unit in the languages that we ship checks for; the first name is the unit's own. */
const TIME: Readonly<Record<string, string>> = {
  minute: "minute minutes min mins minuten minuto minutos minuut",
  hour: "hour hours hr hrs h stunde stunden std heure heures hora horas uur uren ora ore",
  day: "day days tag tage tagen tages werktag werktage werktagen arbeitstag arbeitstage arbeitstagen kalendertage kalendertagen jour jours día días dia dias dag dagen werkdag werkdagen giorno giorni",
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
  clock: "pm uhr o'clock",
  thousand: "k thousand tausend mille mil duizend",
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
const QUALIFIER = "(?:(?:business|working|calendar|full|whole|more|extra|volle[nr]?|ganze[nr]?|weitere[nr]?)\\s)?";
const AFTER = new RegExp(
  String.raw`^\s?[-–]?\s?${QUALIFIER}((?:us|ca?|au?)?\$(?:us)?|[€£¥%]|°[cf]?|o'clock|(?:per|pour|por|de) \p{L}+|\p{L}+)(?![\p{L}\p{N}'’])`,
  "iu",
);
/** "am" is a German word: what follows tells. */
const MORNING = /^\s?a\.?m\b(?!\s(?!on\b|to\b|and\b|until\b|every\b)\p{L})/iu;
const BEFORE = /[€£¥$\p{L}]/u;
/** After these a number without a unit is an amount of money, or what is taken off one. */
const PRICE_BEFORE =
  /(?<!\p{L})(?:costs?|priced? (?:at|is|of)|for (?:only|just)|kostet|kosten|nur noch|coûte|cuesta|kost)\s(?:only |just |nur |seulement |solo |maar )?$/iu;
const SAVING_BEFORE =
  /(?<!\p{L})(?:save|saves|saving|spare[nt]?|sparst|économisez|ahorra|bespaar)\s(?:up to |bis zu |jusqu'à |hasta |tot )?$/iu;

/** The unit that changes what a number means (money, share, time, measure) right after it, or money right before it; null for none. */
export function findUnit(before: string, after: string): string | null {
  const money = moneyBefore(before);
  if (money !== undefined) return money;
  const unit = UNIT_OF.get(AFTER.exec(after)?.[1]?.toLowerCase() ?? "");
  if (unit !== undefined) return unit;
  if (MORNING.test(after)) return "clock";
  return PRICE_BEFORE.test(before) ? "money" : SAVING_BEFORE.test(before) ? "off" : null;
}

/** The currency whose sign or word ends the text. */
function moneyBefore(before: string): string | undefined {
  const end = /\s$/.test(before) ? before.length - 1 : before.length;
  let start = end;
  while (start > 0 && BEFORE.test(before.charAt(start - 1))) start -= 1;
  const unit = UNIT_OF.get(before.slice(start, end).toLowerCase()) ?? UNIT_OF.get(before.slice(end - 1, end));
  return unit !== undefined && MONEY_UNITS.has(unit) ? unit : undefined;
}

/** Whether a claim in one unit may rest on a figure in another: "$" stands for any dollar, "30 off" for a share or an amount. */
export function isSameUnit(claimed: string | null, found: string | null): boolean {
  if (claimed === null || claimed === found) return true;
  // "17:00" is the same hour as "17:00 Uhr".
  if (found === null) return claimed === "clock";
  if (claimed === "off") return found === "%" || MONEY_UNITS.has(found);
  if (claimed === "money" || found === "money") return MONEY_UNITS.has(claimed) && MONEY_UNITS.has(found);
  return (claimed === "$" && DOLLARS.has(found)) || (found === "$" && DOLLARS.has(claimed));
}
