import { anyCase } from "./any-case";
import { COMMON_WORDS } from "./common-words";
import { fold } from "./fold-text";
import { PARTICLES } from "./name-context";
import { placeOf, type PersonalSpan } from "./span";
import { ANY_NAME, FIRST_NAME, isEnglishWord, kindsOf, LAST_NAME, PLACE, PROPER } from "./word-lists";

const CAP = String.raw`\p{Lu}(?:[\p{L}\p{M}]{0,30}(?:['’\-]\p{L}[\p{L}\p{M}]{0,30}){0,3}|\.)`;
const PARTICLE = "(?:de|del|della|di|da|dos|du|la|le|van|von|der|den|ten|ter|bin|ibn|al|el|zu)";
const NAME = String.raw`(?<name>(?:${PARTICLE}[ ]){0,2}${CAP}(?:[ \u00a0](?:(?:${PARTICLE}[ \u00a0]){0,2}${CAP})){0,3})`;
const WORD = String.raw`\p{L}[\p{L}\p{M}]{1,30}(?:['’\-]\p{L}[\p{L}\p{M}]{0,30}){0,2}`;
const SMALL_NAME = String.raw`(?<small>${WORD}(?:[ ]${WORD}){0,2})`;
const EITHER = String.raw`(?:${NAME}|${SMALL_NAME})`;
const LEFT = String.raw`(?<![\p{L}\p{N}'’])`;
const TITLES =
  "mr|mrs|ms|mx|miss|mister|dr|prof|professor|sir|madam|lady|lord|rev|reverend|hon|officer|sergeant|sgt|captain|capt|lieutenant|judge|senator|detective|agent|nurse|herr|herrn|frau|fräulein|hr|fr|monsieur|madame|mademoiselle|mme|mlle|maître|señor|señora|señorita|sr|sra|srta|don|doña|dña|meneer|mevrouw|mevr|mw|dhr|heer|signor|signora|signorina|sig|dott|dottor|dottoressa";
const SAID =
  "my (?:full |first |last |real |maiden )?names?(?:['’]s| is| was|:)|(?:his|her|their|the|whose|maiden|full|first|last|user|customer|account holder|cardholder|recipient|contact|legal|birth|middle|sur|given|family)[ -]?names? (?:is|was|are|:)|(?:full |first |last |given |family |sur|middle |maiden |customer |contact |recipient |cardholder |card holder |account )?names?\\s?[:=]|last name\\?|(?:first |full )?name\\?|(?:call|calls|called) (?:me|him|her)|under (?:the|my) name(?: of)?|(?:in|under) (?:my )?(?:partner|husband|wife|spouse|mother|father|son|daughter|sister|brother|friend)['’]s name|the name|goes by|known as|spoke (?:to|with)|speaking (?:to|with)|signed by|signature:?|signed:?|attn\\.?:?|attention:|c/o|care of|this is|it['’]s|i['’]m|i am|to:|from:|contact:|customer:|recipient:|patient:" +
  "|mein name (?:ist|lautet)|ich (?:heiße|heisse|bin)|(?:vor|nach|zu)?name\\s?[:=]|auf den namen|hier (?:ist|spricht)|der name ist|(?:vor|nach)name ist|namens" +
  "|je (?:m['’]appelle|suis)|mon (?:nom|prénom)(?: complet)? est|(?:nom|prénom)\\s?[:=]|au nom de|ici|c['’]est|s['’]appelle" +
  "|me llamo|mi (?:nombre|apellido)(?: completo)? es|(?:nombre|apellidos?)\\s?[:=]|soy|a nombre de|habla|se llama|llamad[oa]" +
  "|mijn (?:naam|voornaam|achternaam) is|ik (?:heet|ben)|(?:voor|achter)?naam\\s?[:=]|op naam van|genaamd|met" +
  "|mi chiamo|il mio nome è|sono|a nome di";
/** After these any word may follow, so that small letters say nothing. */
const VAGUE =
  /^(?:this is|it['’]s|i['’]m|i am|ich bin|je suis|ici|c['’]est|soy|ik ben|met|sono|hier ist|spoke|speaking|to:|from:|the name|habla|signed by)/i;
const GREETING =
  "hi|hello|hey|dear|good (?:morning|afternoon|evening)|morning|hallo|hi|liebe[rs]?|moin|guten (?:tag|morgen|abend)|sehr geehrte[rs]?|bonjour|bonsoir|salut|ch[eè]re?|hola|buenos días|buenas tardes|estimad[oa]|querid[oa]|beste|geachte|goedemorgen|goedemiddag|dag|hoi|ciao|buongiorno|gentile|car[oa]|thanks|thank you|thx|danke|merci|gracias|bedankt|cheers|sorry";
const CLOSING =
  "(?:kind |best |warm |many )?regards|best(?: wishes)?|sincerely(?: yours)?|yours(?: (?:truly|sincerely|faithfully))?|cheers|thanks(?: a lot| again| in advance)?|thank you|many thanks|thx|love|(?:viele |liebe |beste |freundliche |herzliche )?gr(?:ü|ue)(?:ß|ss)e|mit freundlichen gr(?:ü|ue)(?:ß|ss)en|mfg|lg|vg|gru(?:ß|ss)|vielen dank|danke|cordialement|bien à vous|bien cordialement|merci(?: d['’]avance)?|sincères salutations|bises|(?:un )?saludos?|atentamente|gracias|un cordial saludo|(?:met )?(?:vriendelijke |hartelijke )?groet(?:en)?|mvg|bedankt|alvast bedankt|cordiali saluti|grazie|distinti saluti";

const TITLED = anyCase(String.raw`${LEFT}(?i:(?:${TITLES})\.?[ ](?:(?:${TITLES})\.?[ ]){0,2})${EITHER}`, "dgu");
const TITLE_NAME_FIRST = new RegExp(
  String.raw`${NAME},?\s(?:MD|PhD|DDS|DVM|Jr\.?|Sr\.?|Esq\.?|III|II)(?![\p{L}\p{N}])`,
  "dgu",
);
const INTRODUCED = anyCase(
  String.raw`${LEFT}(?<cue>(?i:${SAID}))[\s:"'“‘]{1,3}(?:(?i:${TITLES})\.?[ ]){0,2}${EITHER}`,
  "dgu",
);
const HERE = new RegExp(
  String.raw`(?<=^|[\n.!?,]\s?)${NAME}[ ](?:here|hier|ici|aquí|speaking|writing)(?=[ ,.!:\-–]|$)`,
  "dgmu",
);
const GREETED = anyCase(
  String.raw`${LEFT}(?i:${GREETING})[, ]{1,2}${EITHER}(?=\s?[,.!?:;\-–\n]|$|\s(?:I|ich|je|ik|me|mi|my|we|thanks|how|can|could|bitte|your|there|is|for)(?!\p{L}))`,
  "dgu",
);
const SIGNED = anyCase(
  String.raw`${LEFT}(?i:${CLOSING})[\s,.!\-–:]{1,6}(?:[-–~][ ]?)?${EITHER}(?=\s*$|[ ]{0,2}\n|\s?[,(]|[.!]?\s*$)`,
  "dgmu",
);
const DASHED = new RegExp(String.raw`(?<=\n[ ]{0,3}[-–—~][ ]{0,2})${NAME}(?=\s*$)`, "dgu");
const VOCATIVE = anyCase(
  String.raw`(?<=^|[\n.!?"“]\s{0,3})${NAME},[ ](?=(?i:can|could|please|would|will you|i|we|thanks|thank|you|how|what|where|do|is|bitte|kannst|können)(?!\p{L}))`,
  "dgmu",
);

type Form = { readonly detector: string; readonly pattern: RegExp; readonly strict: boolean };

/** `strict`: a word of the language is no name there, even with a capital. */
const TITLE_FORMS: readonly Form[] = [
  { detector: "name_title", pattern: TITLED, strict: false },
  { detector: "name_title", pattern: TITLE_NAME_FIRST, strict: true },
];
const FORMS: readonly Form[] = [
  ...TITLE_FORMS,
  { detector: "name_cue", pattern: INTRODUCED, strict: false },
  { detector: "name_cue", pattern: HERE, strict: true },
  { detector: "greeting", pattern: GREETED, strict: true },
  { detector: "signature", pattern: SIGNED, strict: true },
  { detector: "signature", pattern: DASHED, strict: true },
  { detector: "vocative", pattern: VOCATIVE, strict: true },
];

/** Names after a title, an introduction, a greeting, or at the end of a message, in the languages that we ship. */
export const detectCuedNames = (text: string) => findByForms(text, FORMS);

/** Names beside a title only. */
export const detectTitledNames = (text: string) => findByForms(text, TITLE_FORMS);

function findByForms(text: string, forms: readonly Form[]): PersonalSpan[] {
  return forms.flatMap(({ detector, pattern, strict }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const isSmall = match.groups?.name === undefined;
      const isVague = VAGUE.test(match.groups?.cue ?? "");
      if (isSmall && isVague) return [];
      const [start, end] = placeOf(match, isSmall ? "small" : "name");
      const words = nameWords(text.slice(start, end), isSmall, strict || isVague);
      return words === "" ? [] : [{ start, end: start + words.length, type: "NAME" as const, detector }];
    }),
  );
}

/** The leading words that may be a name; a title alone, a word of the language or a place is none. */
function nameWords(found: string, isSmall: boolean, strict: boolean): string {
  const words = found.split(/(?<=[ \u00a0])/);
  let length = 0;
  for (const [index, word] of words.entries()) {
    const plain = word.trim().replace(/['’]s$/, "");
    if (!isNameWord(plain, isSmall, strict && (isSmall || index === 0))) break;
    length += plain.length === word.trim().length ? word.length : plain.length;
    if (plain.length !== word.trim().length) break;
  }
  return found
    .slice(0, length)
    .trimEnd()
    .replace(/ (?:de|del|della|di|da|dos|du|la|le|van|von|der|den|ten|ter|bin|ibn|al|el|zu)$/, "");
}

/** Without a capital it has to be a first name, or after a cue that only names follow, a word of no list. */
function isSmallName(key: string, kinds: number, strict: boolean): boolean {
  if (key.length < 3 || isEnglishWord(key)) return false;
  const isName = (kinds & (strict ? FIRST_NAME : FIRST_NAME | LAST_NAME | ANY_NAME)) !== 0;
  return isName || (!strict && kinds === 0 && !key.includes("-"));
}

function isNameWord(word: string, isSmall: boolean, strict: boolean): boolean {
  const key = fold(word.replace(/\.$/, ""));
  if (!isSmall && PARTICLES.has(key)) return true;
  if (COMMON_WORDS.has(key)) return false;
  const kinds = kindsOf(key);
  const isListed = (kinds & (FIRST_NAME | LAST_NAME | ANY_NAME)) !== 0;
  const isWord = isEnglishWord(key);
  if (isSmall) return isSmallName(key, kinds, strict);
  if (!strict) return true;
  if ((kinds & PLACE) !== 0 && (kinds & FIRST_NAME) === 0) return false;
  if (isListed) return !isWord || (kinds & FIRST_NAME) !== 0;
  return !isWord && (kinds & (PLACE | PROPER)) === 0;
}
