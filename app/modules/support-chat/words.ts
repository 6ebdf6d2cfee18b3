/** Words and sentences of short shop texts in the languages that we ship (en, de, fr, es, nl): enough to compare two texts, no more. */

const STOP_WORDS = new Set(
  `a about all also am an and any anyone anything are as at be been being ca can could do does did for from get had has have having got he her his how i if in into is it its
  just know let like ll made sell sells selling offer offers carry get getting buy purchase currently today now right there thing things anyway kind kinds sort hi hello hey whats hows wheres whos may me more much must my need of on one or our please shall she should so some someone something still tell give show find look help explain recommend write looking want than that the their them then there these
  they this those to too up us another different ve very want was we were what when where which who whom why will with would you your yours
  aber alle als am an auch auf aus bei bin bis da das dass dein deine dem den der des die dies diese dieser dieses doch du durch ein eine etwas einem einen einer
  eines er es euch fur gibt habe haben hat hatte ich ihr ihre im in ist ja kann konnen konnte man mein meine mich mir mit mochte muss nach noch nur oder
  ob sich sie sind so um und uns unser unsere vom von vor wann war was welche welcher welches welchen welchem wenn wer werden wie wird wir wo zu zum zur uber sagen sage zeige finde suche hilf helfen schreib erklare verkauft verkaufen verkaufst bietet fuhrt kaufen bekomme heute gerade jetzt hallo ihr euch habt
  au aux avec ce ces cette dans de des du elle en est et eu il ils je la le les leur ma mes mon nous ou par pour puis qu que quel quelle quels qui sa se ses
  son sont sur ta tes ton tu un une vos votre vous y c d j l m n s t
  al como con cual cuando de del el ella en es esta este estos ha hay la las lo los me mi mis o para pero por puedo que se si son su sus tengo tiene tienen
  un una uno unos y ya
  aan als bij dat de den deze die dit een en er het hoe ik in is je jij jullie kan ik maar me met mijn naar of om onze op te tot uit van voor waar wat we
  wel wij wordt worden ze zij zijn zo`.split(/\s+/),
);

/** True for a word that carries no meaning by itself. */
export const isStopWord = (word: string) => STOP_WORDS.has(word);

const MIN_STEM_CHARS = 3;
const MIN_SHARED_PREFIX_CHARS = 5;
const MIN_HEAD_CHARS = 4;
const MAX_ENDING_CHARS = 3;

/** Lower case, without accents, with "isn't" written out as "is not", so that words compare. */
export function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/can['’]?t\b|cannot\b/g, "can not")
    .replace(/n['’]t\b/g, " not")
    .replace(/['’]s\b/g, "");
}

/** The words of a text in their order, figures kept whole ("9.90", "10,000"). */
export function words(text: string): string[] {
  return plain(text).match(/\p{N}+(?:[.,:]\p{N}+)*|\p{L}+/gu) ?? [];
}

/** The words that carry the meaning, as stems, each once. */
export function contentWords(text: string): string[] {
  return [
    ...new Set(
      words(text)
        .filter((word) => !STOP_WORDS.has(word))
        .map(stem),
    ),
  ];
}

/** A word without the commonest endings; crude on purpose and the same on both sides of a comparison. */
export function stem(word: string): string {
  if (/\d/.test(word)) return word;
  const cut = word.replace(/(?:ings?|edly|ies|ed|es|ern|em|en|er|s|e|n|y)$/, "");
  const bare = cut.length >= MIN_STEM_CHARS ? cut : word;
  return bare.replace(/([bdfgklmnprt])\1$/, "$1");
}

/** The same word in another form: "return" and "returned", never "water" and "waterproof". */
export function isSameWord(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return (
    short.length >= MIN_SHARED_PREFIX_CHARS && long.length - short.length <= MAX_ENDING_CHARS && long.startsWith(short)
  );
}

/** A compound is a kind of what it ends with: a "wanderschuh" is a "schuh". */
export function isKindOf(compound: string, head: string): boolean {
  return head.length >= MIN_HEAD_CHARS && compound.length - head.length >= MIN_HEAD_CHARS && compound.endsWith(head);
}

/** The same word or part of a compound: "versand" and "versandkosten". Good for finding, too loose for judging. */
export function isRelatedWord(a: string, b: string): boolean {
  if (isSameWord(a, b)) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= MIN_SHARED_PREFIX_CHARS && (long.startsWith(short) || long.endsWith(short));
}

/** Share (0 to 1) of the words that occur in the other list; 0 for no words. */
export function coverage(of: readonly string[], by: readonly string[]): number {
  if (of.length === 0) return 0;
  return of.filter((word) => by.some((other) => isSameWord(word, other))).length / of.length;
}

/** Sentences and lines of a text, trimmed, empty ones left out. Figures ("9.90") and short forms ("e.g.", "z. B.") do not end one. */
export function sentences(text: string): string[] {
  return text
    .split(
      /\n+|(?<=[。！？।؟])\s*|(?<=[.!?…]["”»)]?)(?<!\b(?:e\.g|i\.e|z\. ?B|bzw|ca|approx|no|nr|st|\p{L})\.)\s+(?=[\p{Lu}\p{Lo}\p{N}"„“«(¿¡])/u,
    )
    .map((part) => part.replace(/^[\s•*-]+/, "").trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
}

/** Figures of a text, comparable: digits with separators unified, and small numbers written as words. */
export function figures(text: string): string[] {
  const digits = (plain(text).match(/\p{N}+(?:[.,]\p{N}+)*/gu) ?? []).map(normaliseFigure);
  const written = words(text).flatMap((word) => NUMBER_WORDS.get(word) ?? []);
  return [...new Set([...digits, ...written])];
}

/** "9,90" and "9.90" are one figure, and so are "10,000" and "10000", "75" and "75.00". */
function normaliseFigure(figure: string): string {
  const whole = figure.replace(/[.,](?=\p{N}{3}(?:\D|$))/gu, "");
  return whole.replace(",", ".").replace(/\.0+$/, "");
}

const NUMBER_WORDS = new Map<string, string>(
  Object.entries({
    2: "two zwei deux dos twee",
    3: "three drei trois tres drie",
    4: "four vier quatre cuatro",
    5: "five funf cinq cinco vijf",
    6: "six sechs seis zes",
    7: "seven sieben sept siete zeven",
    8: "eight acht huit ocho",
    9: "nine neun neuf nueve negen",
    10: "ten zehn dix diez tien",
    12: "twelve zwolf douze doce twaalf",
    14: "fourteen vierzehn quatorze catorce veertien",
    15: "fifteen funfzehn quinze quince vijftien",
    20: "twenty zwanzig vingt veinte twintig",
    30: "thirty dreissig trente treinta dertig",
    60: "sixty sechzig soixante sesenta zestig",
    90: "ninety neunzig noventa negentig",
    100: "hundred hundert cent cien honderd",
  }).flatMap(([figure, names]) => names.split(" ").map((name): [string, string] => [name, figure])),
);
