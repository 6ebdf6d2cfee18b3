import { anyCase } from "./any-case";
import { extendAddress } from "./extend-address";
import { COMMON_WORDS } from "./common-words";
import { fold } from "./fold-text";
import { spansOf, type PersonalSpan } from "./span";
import { isEnglishWord, isPlaceName } from "./word-lists";

const CAP = String.raw`\p{Lu}[\p{L}\p{M}'’.\-]{0,30}`;
const ANY = String.raw`\p{L}[\p{L}\p{M}'’.\-]{0,30}`;
const ORDINAL = String.raw`\d{1,3}(?:st|nd|rd|th)`;
const NUMBER = String.raw`\d{1,5}(?:\s?[a-zA-Z](?!\p{L}))?(?:\s?[\-–/]\s?\d{1,4}[a-zA-Z]?)?`;
const START = String.raw`(?<![\p{L}\p{N}#$€£%.,:\-/])`;
const END = String.raw`(?![\p{L}\p{N}])`;

/** Kinds of street that hardly mean anything else. */
const STREET =
  "street|st|str|avenue|ave|av|road|rd|lane|ln|boulevard|blvd|drive|dr|court|ct|crescent|cres|terrace|parkway|pkwy|highway|hwy|mews|close|square|sq|circle|cir|place|pl|way|turnpike|expressway|causeway|alley|esplanade|freeway|motorway|route";
/** Kinds that need more around them (USPS Publication 28, appendix C1). */
const WEAK_STREETS = new Set(
  "annex|bayou|bend|bluff|bridge|brook|burg|bypass|camp|canyon|cape|center|centers|cliff|club|common|commons|corner|corners|course|cove|creek|crest|crossing|crossroad|curve|dale|dam|divide|estate|estates|extension|fall|falls|ferry|field|fields|flat|flats|ford|forest|forge|fork|forks|fort|garden|gardens|gateway|glen|glens|green|grove|groves|harbor|haven|heights|hill|hills|hollow|inlet|island|islands|isle|junction|key|keys|knoll|knolls|lake|lakes|land|landing|light|loaf|lock|locks|lodge|loop|mall|manor|manors|meadow|meadows|mill|mills|mission|mount|mountain|neck|orchard|oval|overpass|park|parks|pass|passage|path|pike|pine|pines|plain|plains|plaza|point|points|port|prairie|radial|ramp|ranch|rapid|rapids|rest|ridge|ridges|river|roads|row|run|shoal|shore|shores|spring|springs|spur|squares|stravenue|stream|streets|summit|throughway|trace|track|trafficway|trail|tunnel|underpass|union|unions|valley|via|viaduct|view|views|village|ville|vista|walk|walks|wall|well|wells|rise|chase|lea|parade|quay|wharf|yard|gate|reach|paddock".split(
    "|",
  ),
);
const UNIT = String.raw`(?:apt|apartment|suite|ste|unit|flat|floor|room|#)\.?\s?#?\d`;

/** English: number, name, kind. Two numbers where a flat stands in front. */
const ENGLISH = anyCase(
  String.raw`${START}(?:${NUMBER}[ ,]\s?)?${NUMBER},?\s(?:(?:${CAP}|${ORDINAL})\s){1,4}(?:(?<=\s)(?i:${STREET})\b\.?)(?:\s(?:NE|NW|SE|SW|[NSEW]|North|South|East|West)\b\.?)?${END}`,
  "gu",
);
const SMALL = new RegExp(
  String.raw`${START}(?:${NUMBER}[ ,]\s?)?${NUMBER},?\s(?!days?|weeks?|hours?|minutes?|min|miles?|km|months?|years?|times?|more|of|off|the|or|and|to|in|on|at|by|per|this|that|for|new|old|pairs?|x)(?:${ANY}\s)(?:${ANY}\s)?(?:street|st|avenue|ave|road|rd|lane|ln|boulevard|blvd|crescent|terrace)${END}`,
  "giu",
);
const ENGLISH_WEAK = anyCase(
  String.raw`${START}${NUMBER}\s(?:${CAP}\s){1,3}?(?<kind>\p{L}{3,13})(?=[,\n]?\s{0,3}(?i:${UNIT})|,\s?(?:\p{Lu}|\d{5}|\d{4}\s\p{Lu}))`,
  "gu",
);
const GERMANIC_KIND =
  "straße|strasse|str\\.?|straat|laan|plein|gracht|dijk|gatan|vägen|allén|gränden|stigen|torget|bakken|backen|weg|platz|allee|gasse|ring|damm|ufer|chaussee|steig|pfad|stieg|markt|kade|singel|dreef|plantsoen|hof|steeg|vej|gade|gaten|veien|katu";
/** Kinds that end no other word. The others need a capital, and English has words that end so: spring, earring. */
const SURE_KIND = /(?:stra(?:ß|ss)e|str\.?|straat|laan|plein|gracht|gatan|vägen)$/iu;
const YEAR = /\s(?:19|20)\d\d$/;
/** German, Dutch and Scandinavian: the kind is the name's end, the number follows. */
const GERMANIC = anyCase(
  String.raw`(?<![\p{L}\p{N}])(?:${CAP}[ \-]){0,1}[\p{L}\-]{2,30}(?i:${GERMANIC_KIND})[ ,]{1,2}(?:[Nn]r\.?\s?)?\d{1,4}(?:\s?[a-zA-Z](?!\p{L})(?:\s\d{1,3}(?=[,\n]|$))?)?(?:\s?[\-–/]\s?\d{1,4})?${END}`,
  "gu",
);
/** Finnish streets end in a syllable that many words elsewhere end in. */
const FINNISH = new RegExp(
  String.raw`(?<![\p{L}\p{N}])\p{Lu}[\p{L}\-]{2,30}tie[ ]\d{1,4}(?:\s?[a-zA-Z](?!\p{L})(?:\s\d{1,3})?)?(?=[ ,\n]{1,2}\d{5}[ ]\p{Lu})`,
  "gu",
);
/** After these a number is as often one of things, so that the address has to go on: "Am Markt 3, 20095 Hamburg", not "Im Paket 3 Hosen". */
const GERMAN_PREPOSITION =
  "Am|An der|An den|Auf der|Auf dem|Im|In der|In den|Zum|Zur|Unter den|Hinter der|Vor dem|Alte[rs]?|Neue[rs]?|Große[rs]?|Kleine[rs]?|Obere|Untere";
const TWO_WORD_KIND =
  "Straße|Strasse|Str\\.|Weg|Platz|Allee|Gasse|Damm|Ufer|Gürtel|Landstraße|Chaussee|Caddesi|Cad\\.|Sokak|Sokağı|Sok\\.|Bulvarı|utca|útja|út|tér|rakpart|Markt|Plein|Dreef|körút|Väg|Gata|Vei|Gate|Vej|Plads";
const HOUSE = String.raw`\s(?:N[ro][.:]{0,2}\s?)?\d{1,4}\s?(?:[a-zA-Z](?!\p{L}))?(?:\s?[\-–/]\s?\d{1,4}){0,2}${END}`;
const GERMAN_TWO_WORDS = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${CAP}\s(?:${TWO_WORD_KIND})${HOUSE}|(?:${GERMAN_PREPOSITION})\s(?:\p{Ll}{2,12}[enr]\s)?${CAP}(?:\s${CAP})?${HOUSE}(?=[ ,]{0,2}(?:\n|$))|(?:(?:${GERMAN_PREPOSITION})\s(?:\p{Ll}{2,12}[enr]\s)?${CAP}(?:\s${CAP})?|${CAP}\sRing)${HOUSE}(?=[ ,\n]{1,3}(?:[A-Z]{1,2}-)?\d{4,5}\s\p{Lu}|,\s\d\.\s?OG))`,
  "gu",
);
const PARTICLE = String.raw`(?:de la|de l['’]|de las|de los|de|du|des|del|della|delle|dei|di|da|d['’]|la|le|les|l['’]|el|los|las)`;
const ROMANCE_NAME = String.raw`(?:(?:${PARTICLE}\s?){0,3}${CAP}|\d{1,2}(?=\s(?:de\s)?\p{L}))(?:[ \-](?:(?:${PARTICLE}\s?){0,2}${CAP}|(?:de|et|y)(?=\s\p{Lu}))){0,4}`;
const ROMANCE_NAME_SMALL = String.raw`${ANY}(?:[ \-]${ANY}){0,4}`;
/** French: number, kind, name. */
const FRENCH = anyCase(
  String.raw`${START}(?:\d{1,4}\s)?\d{1,4}(?:\s?(?:bis|ter|quater|[A-D]))?,?\s(?i:rue|avenue|av\.|boulevard|bd\.?|boul\.|place|chemin|allées?|impasse|quai|route|cours|square|passage|faubourg|villa|sentier|ruelle|esplanade|rond-point|voie|cité|résidence|résid\.|lotissement|clos|rte|pl\.)\s(?:${ROMANCE_NAME}|${ROMANCE_NAME_SMALL}(?=,|\n|\s\d{5}))`,
  "gu",
);
/** Spanish, Portuguese and Italian: kind, name, number. */
const SPANISH = anyCase(
  String.raw`(?<![\p{L}\p{N}])(?i:calle|c/|cl\.|avenida|avda\.?|av\.|plaza|pza\.?|paseo|pº|carrer|camino|carretera|ctra\.?|ronda|travesía|callejón|glorieta|urbanización|urb\.|rambla|via|viale|piazza|corso|vicolo|largo|strada|contrada|località|borgo|piazzale|boulevard|avenue|chaussée|quai|place|allée|chemin|impasse|drève|estrada|beco|rua|rúa|praça|gran vía|travessa|alameda|ulica|ul\.|aleja|aleje|al\.|osiedle|os\.|rondo|bulw\.|carr\.|cda\.|priv\.|rotonda|rue)(?:\s|(?<=[./º])\s?)(?:${ROMANCE_NAME}|${ROMANCE_NAME_SMALL})\s?(?:,\s?|\s)(?:(?i:nº|n°|n\.º|núm\.?|número|num\.?|n\.)\s?)?(?:\d{1,4}(?:\s?(?:bis|[a-zA-Z](?!\p{L})))?(?:\s?[\-–/]\s?\d{1,4}[a-zA-Z]?)?(?:\sm\.\s?\d{1,4})?|s/n)${END}`,
  "gu",
);
const POST_BOX =
  /(?<![\p{L}\p{N}])(?:p\.?\s?o\.?\s?box|post office box|postfach|boîte postale|apartado(?: de correos)?|postbus|casella postale|packstation|postfiliale)\s?(?:n[°º.]\s?)?\d{1,6}(?:\s\d{2,4})?(?![\p{L}\p{N}])/giu;

const PLACE = String.raw`(?<city>\p{Lu}[\p{L}\p{M}\-]{1,30})`;
/** Postal codes that a place follows: of five digits and more, in groups, or of four. */
const CODE_AND_PLACE = String.raw`(?<gap>[ ,\n]{1,3})(?:[A-Z]{1,2}-)?(?:(?<short>[1-9]\d{3})|0\d{3}|\d{5,6}(?:-\d{3,4})?|\d{3} \d{2,3}|\d{2}-\d{3}|\d{4}-\d{3})\s${PLACE}`;
/** A name and a number before a postal code and a place, as most of Europe writes addresses; the other way round in English. */
const BEFORE_PLACE: readonly RegExp[] = [
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])${CAP}(?:[ ](?:${PARTICLE}[ ]|['’]t[ ])?${CAP}){0,4}[ ,]{1,2}(?:\d{1,5}\s?(?:[a-zA-Z](?!\p{L})|bis)?(?:\s?[\-–/]\s?\d{1,4})?|s/n\.?)${CODE_AND_PLACE}`,
    "dgu",
  ),
  new RegExp(String.raw`${START}${NUMBER},?\s${CAP}(?:[ ]${CAP}){0,3}${CODE_AND_PLACE}`, "dgu"),
];

const FORMS: readonly (readonly [detector: string, pattern: RegExp])[] = [
  ["street_en", ENGLISH],
  ["street_en", SMALL],
  ["street_fi", FINNISH],
  ["street_de_nl", GERMAN_TWO_WORDS],
  ["street_fr", FRENCH],
  ["street_es_it", SPANISH],
  ["post_box", POST_BOX],
];

/** Streets with a number in the forms of several countries, with the flat, place and postal code that follow. */
export function detectStreets(text: string): PersonalSpan[] {
  const formed = FORMS.flatMap(([detector, pattern]) => spansOf(text, pattern, "ADDRESS", detector));
  const germanic = spansOf(text, GERMANIC, "ADDRESS", "street_de_nl").filter(({ start, end }) =>
    isGermanicStreet(text.slice(start, end)),
  );
  const weak = [...text.matchAll(ENGLISH_WEAK)]
    .filter((match) => WEAK_STREETS.has(match.groups?.kind?.toLowerCase() ?? ""))
    .map((match) => toSpan(match, "street_en"));
  return [...formed, ...weak, ...germanic, ...streetsBesidePlaces(text)].map((span) => ({
    ...span,
    end: extendAddress(text, span.end),
  }));
}

const toSpan = (match: RegExpExecArray, detector: string): PersonalSpan => ({
  start: match.index,
  end: match.index + match[0].length,
  type: "ADDRESS",
  detector,
});

function isGermanicStreet(street: string): boolean {
  const kindWord = /[\p{L}\-]+\.?(?=[ ,]{1,2}(?:[Nn]r\.?\s?)?\d)/u.exec(street)?.[0] ?? "";
  if (SURE_KIND.test(kindWord)) return true;
  return /^\p{Lu}/u.test(kindWord) && !YEAR.test(street) && !isEnglishWord(fold(kindWord));
}

function streetsBesidePlaces(text: string): PersonalSpan[] {
  if (!/\d{4}|\d{3} \d{2}|\d{2}-\d{3}/.test(text)) return [];
  return BEFORE_PLACE.flatMap((pattern) =>
    [...text.matchAll(pattern)].filter(isBesidePlace).map((match) => toSpan(match, "street_place")),
  );
}

/** A known place, or after a comma and a code of five digits and more a word of no list. */
function isBesidePlace({ groups }: RegExpExecArray): boolean {
  const city = groups?.city ?? "";
  if (isPlaceName(city)) return true;
  const key = fold(city);
  const isWord = isEnglishWord(key) || COMMON_WORDS.has(key);
  return groups?.short === undefined && /[,\n]/.test(groups?.gap ?? "") && !isWord;
}
