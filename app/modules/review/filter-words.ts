import { FLAG_VERDICTS, JUDGEMENTS } from "~/modules/inference/call-filter";
import { STAGES } from "~/modules/inference/inference-types";
import type { LogFilters } from "./log-filters";
import { OUTCOME, PURPOSE, STAGE, VERDICT } from "./log-words";

/** A value of a filter, with what it says. */
export type FilterChoice = { readonly value: string; readonly label: string };

type Tone = "success" | "warning" | "critical";

/** What staff make of a call, with Polaris' badge tone. */
export const JUDGEMENT: Readonly<Record<string, { label: string; tone: Tone }>> = {
  good: { label: "Good", tone: "success" },
  wrong: { label: "Wrong", tone: "warning" },
  unsafe: { label: "Unsafe", tone: "critical" },
};

export const RANGE = { "24h": "Last 24 hours", "7d": "Last 7 days", "30d": "Last 30 days" } as const;

export const REVIEW = { open: "Open", resolved: "Resolved" } as const;

const LANGUAGE = new Intl.DisplayNames("en", { type: "language", fallback: "code" });

/** "German" for "de". */
export const languageName = (code: string) => LANGUAGE.of(code) ?? code;

const isStage = (name: string | undefined): name is keyof typeof STAGE => STAGES.some((stage) => stage === name);
const isVerdict = (name: string | undefined): name is (typeof FLAG_VERDICTS)[number] =>
  FLAG_VERDICTS.some((verdict) => verdict === name);

/** "Check: withheld" for "check:withheld". */
export function flagName(flag: string): string {
  const [stage, verdict] = flag.split(":");
  return isStage(stage) && isVerdict(verdict) ? `${STAGE[stage].label}: ${VERDICT[verdict].label.toLowerCase()}` : flag;
}

const ofWords = (words: Readonly<Record<string, string>>): FilterChoice[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

const ofLabels = (words: Readonly<Record<string, { label: string }>>): FilterChoice[] =>
  Object.entries(words).map(([value, { label }]) => ({ value, label }));

/** What a filter can be set to; of models, languages and verdicts, what the shop's log has. */
export function filterChoices(found: {
  readonly models: readonly string[];
  readonly languages: readonly string[];
  readonly flags: readonly string[];
}) {
  return {
    purpose: ofWords(PURPOSE),
    state: ofLabels(OUTCOME),
    verdict: found.flags.map((value) => ({ value, label: flagName(value) })),
    model: found.models.map((value) => ({ value, label: value })),
    language: found.languages.map((value) => ({ value, label: languageName(value) })),
    judgement: [
      ...JUDGEMENTS.map((value) => ({ value, label: JUDGEMENT[value]?.label ?? value })),
      { value: "none", label: "Not judged" },
    ],
  };
}

export const FILTER_LABEL = {
  purpose: "Feature",
  state: "Outcome",
  verdict: "What a stage did",
  model: "Model",
  language: "Language",
  judgement: "Judgement",
} as const;

/** The name of a filter that may have several values. */
export type ListName = keyof typeof FILTER_LABEL;

export const LIST_NAMES: readonly ListName[] = ["purpose", "state", "verdict", "model", "language", "judgement"];

/** A filter that is set, as one line, with the address's parameters that make it. */
export type FilterLine = { readonly key: string; readonly names: readonly string[]; readonly label: string };

/** "Outcome: Failed, Refused": what is filtered by now. */
export function describeFilters(filters: LogFilters, choices: ReturnType<typeof filterChoices>): FilterLine[] {
  const lists = LIST_NAMES.filter((name) => filters[name].length > 0).map((name) => {
    const labels = filters[name].map((value) => choices[name].find((each) => each.value === value)?.label ?? value);
    return { key: name, names: [name], label: `${FILTER_LABEL[name]}: ${labels.join(", ")}` };
  });
  const { range, from, to, review, assigned, conversation } = filters;
  const time = range ? RANGE[range] : [from && `from ${from}`, to && `until ${to}`].filter(Boolean).join(" ");
  return [
    ...lists,
    ...(time ? [{ key: "time", names: ["range", "from", "to"], label: `Time: ${time}` }] : []),
    ...(review ? [{ key: "review", names: ["review"], label: `Review: ${REVIEW[review].toLowerCase()}` }] : []),
    ...(assigned ? [{ key: "assigned", names: ["assigned"], label: "Assigned to me" }] : []),
    ...(conversation ? [{ key: "conversation", names: ["conversation"], label: "One conversation" }] : []),
  ];
}
