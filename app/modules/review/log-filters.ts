import { z } from "zod";
import { CALL_PURPOSES, CALL_STATES, CallFlag, JUDGEMENTS, type CallFilter } from "~/modules/inference/call-filter";

export const LOGS_PER_PAGE = 25;

const MAX_VALUES = 50;
const DAY_MS = 86_400_000;

/** Time ranges that end now, in milliseconds. */
export const RANGES_MS = { "24h": DAY_MS, "7d": 7 * DAY_MS, "30d": 30 * DAY_MS } as const;

const RANGES = ["24h", "7d", "30d"] as const satisfies readonly (keyof typeof RANGES_MS)[];

/** What may be given several times; the values it may have. */
const LISTS = {
  purpose: z.enum(CALL_PURPOSES),
  state: z.enum(CALL_STATES),
  verdict: CallFlag,
  model: z.string().min(1).max(200),
  language: z.string().regex(/^[a-z]{2,3}$/),
  judgement: z.enum([...JUDGEMENTS, "none"]),
} as const;

/** What is given once. */
const SINGLES = {
  range: z.enum(RANGES),
  /** Days in UTC, both included. */
  from: z.iso.date(),
  to: z.iso.date(),
  review: z.enum(["open", "resolved"]),
  assigned: z.literal("me"),
  conversation: z.uuid(),
} as const;

type Lists = { readonly [Name in keyof typeof LISTS]: readonly z.infer<(typeof LISTS)[Name]>[] };
type Singles = { readonly [Name in keyof typeof SINGLES]?: z.infer<(typeof SINGLES)[Name]> };

/** The filters of the log as its address has them: empty lists and absent values do not limit anything. */
export type LogFilters = Lists & Singles;

/** The names of the address's parameters that are filters. */
export const FILTER_NAMES = [
  "purpose",
  "state",
  "verdict",
  "model",
  "language",
  "judgement",
  "range",
  "from",
  "to",
  "review",
  "assigned",
  "conversation",
] as const satisfies readonly (keyof LogFilters)[];

/** Reads the filters from an address's parameters; an unknown value is left out rather than refused, so that old links keep working. */
export function parseLogFilters(params: URLSearchParams): LogFilters {
  const many = <T>(name: string, schema: z.ZodType<T>): T[] => [
    ...new Set(
      params
        .getAll(name)
        .slice(0, MAX_VALUES)
        .flatMap((value) => schema.safeParse(value).data ?? []),
    ),
  ];
  const one = <Name extends keyof Singles, T>(name: Name, schema: z.ZodType<T>) => {
    const value = schema.safeParse(params.get(name)).data;
    return value === undefined ? {} : { [name]: value };
  };
  return {
    purpose: many("purpose", LISTS.purpose),
    state: many("state", LISTS.state),
    verdict: many("verdict", LISTS.verdict),
    model: many("model", LISTS.model),
    language: many("language", LISTS.language),
    judgement: many("judgement", LISTS.judgement),
    ...one("range", SINGLES.range),
    ...one("from", SINGLES.from),
    ...one("to", SINGLES.to),
    ...one("review", SINGLES.review),
    ...one("assigned", SINGLES.assigned),
    ...one("conversation", SINGLES.conversation),
  };
}

/** The filters as an address has them, in one order: two equal sets are one text. */
export function writeLogFilters(filters: LogFilters): string {
  const params = new URLSearchParams();
  for (const name of FILTER_NAMES) {
    const value = filters[name];
    for (const each of Array.isArray(value) ? value.toSorted() : [value]) if (each) params.append(name, String(each));
  }
  return params.toString();
}

/** Whether nothing is filtered. */
export const isUnfiltered = (filters: LogFilters) => writeLogFilters(filters) === "";

/** The calls that are meant, for a member of staff at a time: "the last 7 days" and "me" get their meaning here. */
export function toCallFilter(filters: LogFilters, { now, staffId }: { now: Date; staffId: string }): CallFilter {
  const { purpose, state, verdict, model, language, judgement, range, from, to, review, assigned, conversation } =
    filters;
  const since = range ? new Date(now.getTime() - RANGES_MS[range]).toISOString() : from && `${from}T00:00:00.000Z`;
  const until = to && new Date(Date.parse(`${to}T00:00:00.000Z`) + DAY_MS).toISOString();
  return {
    purposes: [...purpose],
    states: [...state],
    flags: [...verdict],
    models: [...model],
    languages: [...language],
    judgements: [...judgement],
    ...(since && { from: since }),
    ...(until && !range && { to: until }),
    ...(review && { review }),
    ...(assigned && { assignedTo: staffId }),
    ...(conversation && { conversationId: conversation }),
  };
}
