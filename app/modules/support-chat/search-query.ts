import type { Turn } from "~/modules/inference/inference-types";
import { contentWords, plain } from "./words";

const MIN_OWN_WORDS = 2;
const REFERS_BACK =
  /^(?:and|what about|how about|und|wie ist es|et|y|en) |\b(?:it|they|them|those|this one|that one|(?<!\bgibt )es|davon|diese[rsn]?)\b/;

/** Whether a question speaks of something that was said before it. */
export const refersBack = (question: string) => REFERS_BACK.test(plain(question));

/** What to search for: the question, with the shopper's last one that stands by itself when it does not ("and to Norway?"). */
export function toSearchQuery(question: string, history: readonly Turn[]): string {
  const own = history.filter(({ role }) => role === "user").map(({ content }) => content);
  const before = own.findLast((earlier) => !needsMore(earlier)) ?? own.at(-1);
  return needsMore(question) && before !== undefined ? `${before} ${question}` : question;
}

const needsMore = (question: string) => refersBack(question) || contentWords(question).length < MIN_OWN_WORDS;
