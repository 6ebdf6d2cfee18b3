import type { PersonalSpan } from "./span";

/** Words for a number that names a person or their account, by language. Numbers of orders are none. */
const WORDS: readonly string[] = [
  // English
  "ssn|itin|atin|nino|mrn|imei|swift(?: code)?|routing|sort code|nhs",
  "social (?:security|insurance)|national insurance|tax(?:payer)?(?: identification| file)? (?:id|number|no)|tax id",
  "national id(?:entity)?|identity (?:card|number|document)|id card|id number|identification(?: number| card)?|personal id",
  "passport|driver['’]?s?['’]? licen[cs]e|driving licen[cs]e|licen[cs]e (?:number|no|plate|id)|number plate|voter(?: id)?",
  "medicare|medicaid|patient(?: id| number| no)?|medical (?:record|file|id)|health (?:card|insurance|id)|insurance(?: policy)?(?: number| no| id| code)?|polic(?:y|yholder)(?: number| no| id| #)",
  "(?:employee|staff|student|member(?:ship)?|customer|client|user|person|beneficiary|applicant|tribal|system) (?:id|number|no)",
  "aadhaa?r|pan card|(?:bank|checking|savings|current) accounts?|accounts? (?:number|no|id|like|details)|account(?= \\d{6})|vehicle reg(?:istration)?|accnum|accountno",
  // German
  "sozialversicherungs(?:nummer|nr)|(?:sv|ahv|avs)-?(?:nummer|nr)|rentenversicherungsnummer|steuer-?(?:id|identifikationsnummer|nummer|nr)|(?<!ust-)idnr|(?:personal)?ausweis(?:nummer|-?nr)?|(?:reise)?pass(?:nummer|-?nr)|reisepass|führerschein(?:nummer)?|(?:kranken)?versicherten?(?:nummer|-?nr)|konto(?:nummer|-?nr)|bankleitzahl|kunden(?:nummer|-?nr)|(?:kfz-?)?kennzeichen|personalnummer|mitgliedsnummer",
  // French
  "sécurité sociale|num[ée]ro de sécu|carte (?:nationale )?d['’]identité|passeport|permis de conduire|numéro fiscal|numéro de compte|compte bancaire|carte vitale|numéro national|registre national|immatriculation|numéro (?:de )?client",
  // Spanish
  "dni|documento (?:nacional )?de identidad|pasaporte|(?:permiso|carn[ée]t?|licencia) de conducir|seguridad social|(?:número|nº|n°) de cuenta|cuenta bancaria|matrícula|tarjeta sanitaria|número de cliente",
  // Dutch
  "bsn|burgerservicenummer|sofinummer|paspoort(?:nummer)?|rijbewijs(?:nummer)?|identiteitskaart|id-kaart|(?:bank)?rekeningnummer|klantnummer|kenteken|polisnummer|rijksregister(?:nummer)?",
  // Italian
  "codice fiscale|carta d['’]identità|passaporto|patente(?: di guida)?|tessera sanitaria|numero di conto",
  // Portuguese, Polish, Scandinavian languages, Finnish, Turkish, Czech
  "cartão de cidadão|bilhete de identidade|carta de condução|número de contribuinte|pesel|(?:nr |numer )?dowodu?|person(?:nummer|nr)|födselsnummer|fødselsnummer|cpr-?(?:nummer|nr)|körkort|pass(?:nr|nummer)|henkilötunnus|kimlik(?: no| numarası(?:m)?)?|rodné číslo",
];
/** Words only as capitals: "ein", "nie" and "sin" mean something else in small letters. */
const CAPITALS = "SIN|TIN|EIN|VIN|PAN|NIR|CNI|NIE|NIF|CPF|CNP|CPR|AHV|AVS|SVNR|BLZ|ACC|DL";
const BETWEEN = String.raw`(?:[\s:#=("'’“‘.\-–]{0,4}(?:number|numbers|num|no|nr|nummer|numéro|número|numero|card|code|id|is|was|are|ist|lautet|est|es|è|of|for reference|details|information|with|like|ending(?: in| with)?|de|del|n°|nº)(?![\p{L}\p{N}])){0,4}[\s:#=("'’“‘.\-–]{0,4}`;
const FIRST = String.raw`(?=[\p{L}*.\-/:_]{0,14}\d|[X*]{3})[\p{L}\d*][\p{L}\d*.\-/:_]{1,30}[\p{L}\d*]`;
/** Further groups after a space: digits first, or up to three capitals before digits. */
const MORE = String.raw`(?: (?:[A-Z]{1,3} )?\d[\dA-Z\-/]{0,10}(?![\p{Ll}])| [A-Z]{1,3}(?![\p{L}\p{N}])){0,6}`;

/** Two patterns in a row: the first takes capitals and small letters alike, which the engine does fast, the second tells them apart. */
const CUE = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:(?<capitals>${CAPITALS})|${WORDS.join("|")})(?![\p{L}])${BETWEEN}`,
  "giu",
);
const VALUE = new RegExp(`${FIRST}${MORE}`, "yu");
const MIN_VALUE_CHARS = 4;
const DATE_OR_YEAR = /^(?:(?:19|20)\d{2}|(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-]\d{2,4})$/;

/** Numbers of identity papers, insurances, bank accounts and the like after their word, whatever their form. */
export function detectNamedIds(text: string): PersonalSpan[] {
  return [...text.matchAll(CUE)].flatMap((match) => {
    const capitals = match.groups?.capitals ?? "";
    VALUE.lastIndex = match.index + match[0].length;
    const value = capitals === capitals.toUpperCase() ? VALUE.exec(text) : null;
    if (!value || value[0].length < MIN_VALUE_CHARS || !/\d/.test(value[0]) || DATE_OR_YEAR.test(value[0])) return [];
    return [{ start: value.index, end: value.index + value[0].length, type: "ID" as const, detector: "named_id" }];
  });
}
