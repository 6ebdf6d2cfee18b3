import { whole } from "./comparable";

const NOT = String.raw`(?:not(?! (?:only|just|to mention))|no(?! (?:doubt|wonder|problem|worries|matter|question))|never|cannot|\w+n't|nicht(?! nur)|kein\w*|nie|ohne|pas(?! (?:que|seulement))|jamais|aucun\w*|non|sin|ningun\w*|nunca|niet(?! alleen)|geen|nooit|without)`;
const ANY_NOT = new RegExp(whole(NOT), "g");
/** A denial right before a claim, with nothing between that could turn it ("not only free"). */
const DENIED = new RegExp(
  String.raw`(?<![a-z\d])${NOT} (?:(?:a|an|any|the|our|be|been|offer|provide|give|have|get|ship|per|for|on|in|am|auf|im|als|mit|by|it|this|that|to|currently|yet|always|generally|usually|fully|completely|really|derzeit|momentan|aktuell|immer|mehr|ganz|leider|toujours|actuellement|siempre|actualmente|altijd|meer|en|de|d'|es|est|son|is|zijn|op) ?){0,3}$`,
);
/** "Express bieten wir leider nicht an.": what a clause begins with may be denied at its end. */
const BEGINS_CLAUSE = /^\W*(?:\w+ ){0,2}$/;
const DENIED_AFTER =
  /^(?!.*(?<![a-z])(?:warum|wieso|weshalb|waarom)(?![a-z]))(?:(?!\s(?:und|oder|aber|en|of|maar)\s)[^,;:.!?()–—])*?\s(?:nicht|niet)(?! (?:nur|alleen))(?![a-z])/;
const CONTEXT_CHARS = 60;

const SORRY = String.raw`(?:(?:i'm |i am )?sorry|unfortunately|sadly|leider|(?:es )?tut mir leid|desolee?|lo siento|helaas)[, ]+(?:(?:but|aber|mais|pero|maar) )?`;
const KNOWING = String.raw`(?:information\w*|info|mention\w*|details?|know|find|found|say|says|tell|tells|see|sure|angaben|weiss|finde|gefunden|steht|finden|renseignements?|trouve\w*|sais|informacion|encuentr\w*|encontrado|se|menciona\w*|informatie|weet|vinden?|gevonden|vermeld\w*)`;
const GAP = String.raw`(?:(?:any|further|more|such|specific|exact|clear|really|yet|currently|able|to|have|has|got|give|gives|hold|holds|contain|contains|tengo|hay|tiene|habe|hab|gibt|enthalt|ai|a|il y|heb|is er|be|been|the|there|is|explicitly|d'|de|dazu|daruber|hierzu|leider|genau\w*|weiteren?|mas|ninguna?|aucune?|verdere|helaas|precies) ?){0,4}`;
/** The assistant does not know: it denies knowing of a thing, not the thing, and says nothing else. */
const KNOWS_NOTHING = new RegExp(
  String.raw`^\W*(?:${SORRY})?[^,;:–—.!?]*?(?:${whole(String.raw`(?:${NOT}|nichts|rien|nada|niets)`)} ${GAP}(?<!\p{L})${KNOWING}|(?<!\p{L})${KNOWING} ${GAP}${whole(String.raw`(?:nicht\w*|keine?|pas|aucune?|rien|niets?|geen)`)})(?!\p{L})(?<tail>[^,;:–—.!?]*)[.!]?\s*$`,
  "u",
);
/** "You will not find a cheaper one." speaks of what others find. */
const OTHERS_KNOW =
  /^\W*(?:you|nobody|no one|sie (?:werden|konnen|finden)|niemand|vous|personne|usted|nadie|je (?:zult|kunt|vindt))(?![a-z])/;
/** What begins another statement, which is no part of the denial. */
const SAYS_MORE =
  /(?<!\p{L})(?:enough|but|because|since|however|so|aber|denn|weil|sondern|mais|car|pero|porque|maar|want|omdat)(?!\p{L})|(?<!\p{L})(?:and|und|et|y|en)\s(?:\p{L}+\s){0,3}(?:is|are|get|ist|sind|bekommen|est|sont|es|son|zijn|krijg\p{L}*)(?!\p{L})/u;

/** Whether a folded text denies nothing but its own knowledge. */
export function knowsNothing(text: string): boolean {
  const tail = KNOWS_NOTHING.exec(text)?.groups?.["tail"];
  return tail !== undefined && !SAYS_MORE.test(tail) && !OTHERS_KNOW.test(text);
}

/** Whether what begins at a place of a folded text is denied right before it, once, and not asked. */
export function isDeniedAt(text: string, index: number): boolean {
  const clause = text.slice(Math.max(0, index - CONTEXT_CHARS), index).replace(/.*[,;:.!?\n–—]/s, "");
  if (BEGINS_CLAUSE.test(clause) && DENIED_AFTER.test(text.slice(index))) return true;
  return DENIED.test(clause) && clause.match(ANY_NOT)?.length === 1 && !/\?\s*$/.test(text);
}

/** Whether a folded text denies anything. */
export const denies = (text: string) => text.search(ANY_NOT) >= 0;
