import { OUTCOME, PURPOSE } from "./log-words";
import type { LogFilters } from "./log-filters";

const RANGE: Readonly<Record<string, string>> = {
  "24h": "of the last 24 hours",
  "7d": "of the last 7 days",
  "30d": "of the last 30 days",
};

/** Which calls a set of filters means, as a sentence. */
export function describeExport(filters: LogFilters): string {
  const { purpose, state, verdict, model, language, judgement, range, from, to, review, assigned, conversation } =
    filters;
  const parts = [
    purpose.length > 0 && `feature ${join(purpose.map((each) => PURPOSE[each] ?? each))}`,
    state.length > 0 && `outcome ${join(state.map((each) => OUTCOME[each]?.label ?? each))}`,
    verdict.length > 0 && `stage ${join(verdict.map((each) => each.replace(":", " ")))}`,
    model.length > 0 && `model ${join(model)}`,
    language.length > 0 && `language ${join(language)}`,
    judgement.length > 0 && `judged ${join(judgement.map((each) => (each === "none" ? "by nobody" : each)))}`,
    review && `review ${review}`,
    assigned && "assigned to you",
    conversation && "of one conversation",
    !range && from && `from ${from}`,
    !range && to && `to ${to}`,
  ].filter((part) => typeof part === "string");
  const time = range ? ` ${RANGE[range]}` : "";
  return parts.length === 0 ? `All calls${time}.` : `Calls${time}: ${parts.join("; ")}.`;
}

const join = (words: readonly string[]) => words.join(" or ");
