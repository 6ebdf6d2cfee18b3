/** One sum of one day, as the database has it. */
export type DayMeasure = { readonly day: string; readonly measure: string; readonly total: number };

/** What a shop's calls of one day (UTC) came to; server checks are not in it. */
export type CallDay = {
  /** ISO 8601 date. */
  readonly day: string;
  readonly chat: number;
  readonly copy: number;
  /** Calls of which something was withheld. */
  readonly withheld: number;
  readonly failed: number;
  readonly refused: number;
  readonly cut: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Milliseconds within 8 %; null on a day without an answer. */
  readonly firstTokenMedianMs: number | null;
  readonly firstTokenP95Ms: number | null;
  /** Personal values replaced, by type: { EMAIL: 3 }. */
  readonly redacted: Readonly<Record<string, number>>;
};

/** Each class of times reaches this much further than the one before, as call_measures() in the database has it. */
const CLASS_GROWTH = 1.15;

/** The days in their order, from the sums of those that had calls; the others are zero. */
export function toCallDays(days: readonly string[], measures: readonly DayMeasure[]): CallDay[] {
  return days.map((day) => toCallDay(day, new Map(measures.filter((each) => each.day === day).map(toEntry))));
}

const toEntry = ({ measure, total }: DayMeasure) => [measure, total] as const;

function toCallDay(day: string, totals: ReadonlyMap<string, number>): CallDay {
  const total = (measure: string) => totals.get(measure) ?? 0;
  const times = under(totals, "first_token:").map(([name, count]) => [Number(name), count] as const);
  return {
    day,
    chat: total("calls:chat"),
    copy: total("calls:copy"),
    withheld: total("withheld"),
    failed: total("state:failed"),
    refused: total("state:refused"),
    cut: total("state:cut"),
    promptTokens: total("prompt_tokens"),
    completionTokens: total("completion_tokens"),
    firstTokenMedianMs: quantile(times, 0.5),
    firstTokenP95Ms: quantile(times, 0.95),
    redacted: Object.fromEntries(under(totals, "redacted:")),
  };
}

function under(totals: ReadonlyMap<string, number>, prefix: string): [string, number][] {
  return [...totals].filter(([name]) => name.startsWith(prefix)).map(([name, n]) => [name.slice(prefix.length), n]);
}

/** The middle of the class in which the quantile lies. */
function quantile(classes: readonly (readonly [index: number, count: number])[], share: number): number | null {
  const count = classes.reduce((sum, [, n]) => sum + n, 0);
  if (count === 0) return null;
  let left = share * count;
  for (const [index, n] of classes.toSorted(([a], [b]) => a - b)) {
    left -= n;
    if (left <= 0) return Math.round(CLASS_GROWTH ** (index + 0.5));
  }
  return null;
}
