import { searchKnowledge } from "~/modules/knowledge/search-knowledge.server";
import { contactIn } from "./evidence";
import { languageOf, textsFor, type Language } from "./texts";
import { say, type Step, type Turn } from "./turn";

const CONTACT_WORDS = { en: "contact e-mail phone", de: "Kontakt E-Mail Telefon" };
const MAX_PASSAGES = 8;

/** Marks the conversation as waiting for a person, and names the shop's own contact where its pages give one. */
export async function* handOver(turn: Turn): AsyncGenerator<Step, void, undefined> {
  const texts = textsFor(turn.locale);
  const contact = await findContact(turn);
  yield* say([texts.waiting, ...(contact ? [texts.contactAt(contact)] : [])].join("\n\n"), { state: "waiting" });
}

/** The same for a conversation that has used up what it may ask of the assistant, with when that may go on. */
export async function* handOverSpent(turn: Turn, retryAfterS: number): AsyncGenerator<Step, void, undefined> {
  const texts = textsFor(turn.locale);
  const contact = await findContact(turn);
  const text = texts.overBudget(describeWait(retryAfterS, languageOf(turn.locale)));
  yield* say([text, ...(contact ? [texts.contactAt(contact)] : [])].join("\n\n"), { state: "waiting" });
}

/** "40 seconds", "5 Minuten": as exact as it helps. */
function describeWait(seconds: number, language: Language): string {
  const [value, unit] =
    seconds < 100 ? [seconds, "second"] : seconds < 6_000 ? [seconds / 60, "minute"] : [seconds / 3_600, "hour"];
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(Math.ceil(value));
}

/** The shop's e-mail address or contact page by its policies and pages; null when they give none. */
export async function findContact(turn: Turn): Promise<string | null> {
  const query = CONTACT_WORDS[languageOf(turn.locale)];
  const passages = await searchKnowledge(turn.shop, {
    query,
    locale: turn.locale,
    limit: MAX_PASSAGES,
    kinds: ["policy", "page"],
  });
  return contactIn(passages);
}
