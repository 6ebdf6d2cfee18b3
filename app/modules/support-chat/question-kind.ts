import { sayHowLong } from "~/modules/knowledge/how-long";
import { plain, stem } from "./words";

/** What an answer must contain to be one: a price, a time, what a product comes in, a yes or no, or nothing in particular. */
export type QuestionKind = "amount" | "duration" | "variants" | "yes_no" | "open";

const AMOUNT =
  /\bhow much\b|\bcosts?\b|\bprices?\b|\bfees?\b|\bwie ?viel\b|\bkoste[nt]\b|\bpreise?\b|\bgebuhr|versandkosten|\bcombien (?:coute|ca|est)|\bprix\b|\bcuanto (?:cuesta|vale|es)\b|\bprecio|\bhoeveel\b|\bkost\b|\bprijs/;
const HOW_MUCH = /\bhow much\b|\bwie ?viel\b|\bcombien\b|\bcuanto\b|\bhoeveel\b/;
/** "How long" stands for all ways to ask it: how-long.ts. */
const DURATION =
  /\bhow (?:long|fast|quick|soon)|^(?:and |so |hi,? )?when\b|\b(?:until|till|by|since) when\b|\bwie (?:lange?|schnell)\b|\b(?:bis )?wann\b|\bcombien de temps|^quand\b|\bcuanto (?:tiempo|tarda)|^cuando\b|\bhoe (?:lang|snel)|^wanneer\b/;
const YES_NO_START =
  /^(?:and |but |und |aber |et |y |en )?(?:is|are|can|could|do|does|did|will|would|has|have|may|am|ist|sind|kann|konnen|darf|durfen|hat|haben|gibt|wird|werden|habt|bietet|passt|est-ce|peut|peux|puis|avez|y a-t-il|puedo|puede|pueden|hay|tienen|tiene|esta|son|es|zijn|kan|kunnen|mag|heeft|hebben|hebt)\b/;
const YES_NO_INSIDE =
  /[,–:-] ?(?:is|are|does|do|can|ist|sind|kann|hat|est-ce) (?:it|they|that|this|i|you|es|er|sie|das|ich|man|qu)/;
/** "Can you tell me …": the request is polite, the question comes after it. */
const POLITE =
  /^(?:hi|hello|hallo)?[ ,]*(?:can|could|would) you (?:please )?(?:tell|explain|show|help)\b|^(?:konnen|konntest|kannst) (?:sie|du|ihr) (?:mir|uns) (?:bitte )?(?:sagen|erklaren|helfen)/;

const VARIANTS =
  /\b(?:what|which|how many|welche[nrms]?|wie viele|quel(?:le)?s|que|cuales|welke)\b[^.?!]{0,25}\b(?:sizes|colou?rs|flavou?rs|variants|versions|options|grossen|farben|sorten|varianten|ausfuhrungen|tailles|couleurs|tallas|colores|maten|kleuren)\b/;

/** Whether an answer is only one with a certain content: a price, a time, a list of variants. */
export const wantsContent = (kind: QuestionKind) => kind === "amount" || kind === "duration" || kind === "variants";

/** What kind of answer the question asks for. */
export function questionKind(question: string): QuestionKind {
  const text = plain(question).trim();
  if (VARIANTS.test(text)) return "variants";
  if (DURATION.test(sayHowLong(text))) return "duration";
  const isYesNo = !POLITE.test(text) && (YES_NO_START.test(text) || YES_NO_INSIDE.test(text));
  // "Is there a fee?" wants a yes or no, "how much is the fee?" an amount, whatever it begins with.
  if (AMOUNT.test(text) && !(isYesNo && !HOW_MUCH.test(text))) return "amount";
  return isYesNo ? "yes_no" : "open";
}

/** Among them forms that the stemmer leaves: it is as crude with these words as with all others ("many" is "man"). */
const ASKING_WORDS = new Set(
  "long time zeit temps tiempo tijd cost price fee lang kosten preis viel prix combien precio cuant cuanto prijs hoeveel day tag much many quick fast schnell take dauert available possible moglich method accept way option policy detail information"
    .split(" ")
    .flatMap((word) => [word, stem(word)]),
);

/** Words of a question that ask for the kind of answer and are not themselves what is asked about. */
export const isAskingWord = (stemmed: string) => ASKING_WORDS.has(stemmed);
