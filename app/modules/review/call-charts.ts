import type { CallDay } from "~/modules/inference/call-trends";
import { formatDuration } from "./log-words";

export type ChartSeries = { readonly key: string; readonly label: string };

/** One chart with everything that its table needs, too. */
export type CallChart = {
  readonly id: string;
  readonly title: string;
  /** What the 30 days come to, or what the figures mean. */
  readonly summary: string;
  /** Bars stand on one another; lines do not. */
  readonly kind: "bars" | "lines";
  readonly unit: "count" | "ms";
  readonly series: readonly ChartSeries[];
  /** One a day, oldest first; null where there is nothing to measure. */
  readonly rows: readonly { readonly day: string; readonly values: Readonly<Record<string, number | null>> }[];
};

const NUMBER = new Intl.NumberFormat("en");

/** A figure as a chart's table has it. */
export function formatFigure(value: number | null, unit: CallChart["unit"]): string {
  if (unit === "ms") return formatDuration(value);
  return value === null ? "–" : NUMBER.format(value);
}

/** The charts of the last 30 days. */
export function callCharts(days: readonly CallDay[]): CallChart[] {
  const types = [...new Set(days.flatMap(({ redacted }) => Object.keys(redacted)))].sort();
  const redactions = types.map((type) => ({
    key: type,
    label: typeName(type),
    of: (day: CallDay) => day.redacted[type] ?? 0,
  }));
  return [
    counted("calls", "Calls", ["call", "calls"], days, [
      { key: "chat", label: "Support chat", of: (day) => day.chat },
      { key: "copy", label: "Product copy", of: (day) => day.copy },
    ]),
    counted("withheld", "Withheld answers", ["call with something withheld", "calls with something withheld"], days, [
      { key: "withheld", label: "Withheld", of: (day) => day.withheld },
    ]),
    counted("redactions", "Redactions", ["personal value replaced", "personal values replaced"], days, redactions),
    {
      ...chart("first-token", "Time to first token", days, [
        { key: "median", label: "Median", of: (day) => day.firstTokenMedianMs },
        { key: "p95", label: "95 of 100 are faster", of: (day) => day.firstTokenP95Ms },
      ]),
      summary: "From the request to the first word of the model. Each figure may be off by up to 8 %.",
      kind: "lines",
      unit: "ms",
    },
    counted("tokens", "Tokens", ["token", "tokens"], days, [
      { key: "prompt", label: "Read", of: (day) => day.promptTokens },
      { key: "completion", label: "Written", of: (day) => day.completionTokens },
    ]),
    counted("failures", "Failures", ["call that did not end well", "calls that did not end well"], days, [
      { key: "failed", label: "Failed", of: (day) => day.failed },
      { key: "cut", label: "Cut off", of: (day) => day.cut },
      { key: "refused", label: "Refused", of: (day) => day.refused },
    ]),
  ];
}

type Measured = ChartSeries & { readonly of: (day: CallDay) => number | null };

function chart(id: string, title: string, days: readonly CallDay[], series: readonly Measured[]) {
  return {
    id,
    title,
    series: series.map(({ key, label }) => ({ key, label })),
    rows: days.map((day) => ({
      day: day.day,
      values: Object.fromEntries(series.map(({ key, of }) => [key, of(day)])),
    })),
  };
}

function counted(
  id: string,
  title: string,
  [one, many]: readonly [string, string],
  days: readonly CallDay[],
  series: readonly Measured[],
): CallChart {
  const total = days.reduce((sum, day) => sum + series.reduce((all, { of }) => all + (of(day) ?? 0), 0), 0);
  return {
    ...chart(id, title, days, series),
    summary: `${NUMBER.format(total)} ${total === 1 ? one : many} in ${days.length} days`,
    kind: "bars",
    unit: "count",
  };
}

/** "E-mail" for "EMAIL". */
function typeName(type: string): string {
  const name = type.toLowerCase();
  return TYPE_NAMES[name] ?? name.charAt(0).toUpperCase() + name.slice(1);
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  email: "E-mail",
  iban: "IBAN",
  ip: "IP address",
  id: "Number of a document",
  birthdate: "Date of birth",
  secret: "Password or key",
};
