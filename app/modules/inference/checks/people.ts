import { PLACEHOLDER, type Placeholders } from "~/modules/inference/redaction/placeholders";
import { detectPersonalData } from "~/modules/inference/redaction/redact-text";
import { PERSONAL_TYPES, type PersonalType, type Span } from "~/modules/inference/redaction/span";
import { comparable, squash } from "./comparable";
import type { EvidenceFacts } from "./evidence-facts";
import type { Readings } from "./readings";
import { findUnit, isTime } from "./units";

const TYPES = PERSONAL_TYPES.join("|");
/** A placeholder, also in other brackets, with other signs or without any. */
const PLACEHOLDER_LIKE = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${TYPES})\s*[_#]\s*\d{1,6}|[\[({<⟦【]\s*(?:${TYPES})\s*-?\s*\d{1,6}\s*[\])}>⟧】]`,
  "iu",
);

const NAME = String.raw`(\p{Lu}[\p{L}'’-]+(?:\s(?:van|von|de|der|den|di|la|le|del|\p{Lu}\.|\p{Lu}[\p{L}'’-]+)){0,3})`;
/** Words after which a person is named. */
const TITLES =
  "Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herr[n]?|Frau|Monsieur|Madame|Mme|Mlle|Señora?|Sra?|Don|Doña|Meneer|Mevrouw|Mevr|Dhr";
const CUES =
  "customer|client|shopper|buyer|colleague|neighbou?r|friend|driver|courier|founder|ask for|speak (?:to|with)|i am called|ich heiße|je m'appelle|me llamo|ik heet|named|called|name is|named as|ordered by|belongs to|lives (?:at|in|with)|living (?:at|in)|resident|Kolleg(?:e|in)|Nachbar(?:n|in)?|Freund(?:in)?|Fahrer|collègue|voisine?|colega|vecin[oa]|buur(?:man|vrouw)|Kundin|Kunde|Kunden|heißt|wohnt (?:in|bei)|bestellt von|cliente?|nommée?|s'appelle|habite|llamad[oa]|se llama|vive en|klant|genaamd|heet|woont (?:in|te)";
const AFTER_TITLE = new RegExp(String.raw`(?<!\p{L})(?:${TITLES})\.?\s${NAME}`, "gu");
const AFTER_CUE = new RegExp(String.raw`(?<!\p{L})(?:${CUES})\s${NAME}`, "gu");
/** A street, told by its own word; without a number it is no address to the detectors. */
const STREET =
  /(?<!\p{L})\p{Lu}\p{L}+(?:stra(?:ß|ss)e|gasse|allee|straat|gracht|laan)(?!\p{L})|(?<!\p{L})\p{Lu}\p{L}+\s(?:Street|Road|Avenue|Lane|Boulevard)(?!\p{L})|(?<!\p{L})(?:[Rr]ue|[Cc]alle|[Aa]venue|[Aa]venida|[Pp]laza)\s(?:(?:de|du|des|la|las|los|le|del|l['’])\s?){0,2}\p{Lu}\p{L}+/gu;
/** Words with a capital that follow such a cue without being a name: "our customer Service". */
const NO_NAME =
  /^(?:Service|Support|Care|Team|I|You|We|The|Your|Our|It|In|Kunden|Sie|Ihre?n?|Unser\w*|Der|Die|Das|Vous|Usted|U|Germany|Europe|EU|Deutschland)(?!\p{L})/u;

type Context = {
  readonly facts: EvidenceFacts;
  readonly placeholders: Placeholders;
  readonly countries: readonly string[];
};

/** Whether a sentence names somebody, or holds an address, number or placeholder, that is neither the reader's nor the shop's. */
export function findForeignPeople(
  { text, plain, original }: Readings,
  { facts, placeholders, countries }: Context,
): boolean {
  if (asksForPlaceholder(text, placeholders)) return true;
  const isForeign = (value: string, type: PersonalType) =>
    !facts.squashed.includes(toForm(value, type)) && !placeholders.knows(type, value);
  const forms = plain === text ? [text] : [text, plain];
  return (
    forms.some((form) =>
      detectPersonalData(form, countries)
        .filter((span) => !isTimeOfWork(form, span))
        .some(({ start, end, type }) => isForeign(form.slice(start, end), type)),
    ) ||
    [...text.matchAll(STREET)].some(([street]) => isForeign(street, "ADDRESS")) ||
    findNames(original).some((name) => isUnnamed(name, facts) && !placeholders.knows("NAME", name))
  );
}

/** "Levering 1-2 werkdagen" is no house in a street, and in "Mo–Fr von 9" nobody is called so. */
function isTimeOfWork(text: string, { type, start, end }: Span & { readonly type: PersonalType }): boolean {
  if (type === "ADDRESS") return isTime(findUnit("", text.slice(end)));
  return type === "NAME" && /^(?:von|van|de|der|den|di|la|le|del)$/i.test(text.slice(start, end));
}

/** By whole words: "Tom" is no part of "customer". */
const isUnnamed = (name: string, { lowerTokens }: EvidenceFacts) =>
  (
    comparable(name)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).some((word) => !lowerTokens.has(word));

/** National and international forms of a number differ in what comes before its first digit that is not zero. */
const toForm = (value: string, type: PersonalType) =>
  type === "PHONE" ? squash(value).replace(/^0+/, "") : squash(value);

/** A placeholder of somebody else, or something that looks like one. */
function asksForPlaceholder(text: string, placeholders: Placeholders): boolean {
  const own = text.replace(PLACEHOLDER, (placeholder) => (placeholders.find(placeholder) === null ? placeholder : " "));
  return PLACEHOLDER_LIKE.test(own);
}

/** Names that a sentence gives to people, told by the words before them. */
function findNames(text: string): string[] {
  return [...text.matchAll(AFTER_TITLE), ...text.matchAll(AFTER_CUE)]
    .map((match) => match[1] ?? "")
    .filter((name) => !NO_NAME.test(name));
}
