import { MIN_CALL_DAYS } from "~/modules/inference/call-retention";

/** One kind of data that is kept for a time that the merchant can choose. Days, counted from what `from` says. */
type ClassFacts = {
  readonly label: string;
  readonly help: string;
  /** One and many, for "3 conversations". */
  readonly unit: readonly [one: string, many: string];
  readonly defaultDays: number;
  readonly minDays: number;
  readonly maxDays: number;
};

const FIVE_YEARS = 1_825;

/** Every class, in the order in which it is shown and worked on. */
export const DATA_CLASSES = {
  conversations: {
    label: "Conversations",
    help: "Since the last message. Their keys are destroyed, so the log of model calls cannot show them any more.",
    unit: ["conversation", "conversations"],
    defaultDays: 180,
    minDays: 7,
    maxDays: FIVE_YEARS,
  },
  chat_calls: {
    label: "Model calls of the chat",
    help: "As sent and as returned, with the stages and reviews. The audit log keeps each call's number and digest.",
    unit: ["call of the chat", "calls of the chat"],
    defaultDays: 180,
    minDays: MIN_CALL_DAYS,
    maxDays: FIVE_YEARS,
  },
  copy_calls: {
    label: "Model calls of product copy",
    help: "They hold product facts and drafts, no customer's data.",
    unit: ["call of product copy", "calls of product copy"],
    defaultDays: 365,
    minDays: MIN_CALL_DAYS,
    maxDays: FIVE_YEARS,
  },
  copy_drafts: {
    label: "Drafts of product copy",
    help: "Once a published draft is gone, its publication cannot be undone from here.",
    unit: ["draft", "drafts"],
    defaultDays: 365,
    minDays: 30,
    maxDays: FIVE_YEARS,
  },
  exports: {
    label: "Copies for customers",
    help: "Since a copy of a customer’s data was prepared. It can be prepared again.",
    unit: ["copy", "copies"],
    defaultDays: 30,
    minDays: 1,
    maxDays: 90,
  },
  privacy_requests: {
    label: "Privacy requests",
    help: "Requests that are done, with their proof. Without content; the audit log keeps its events.",
    unit: ["request", "requests"],
    defaultDays: 1_095,
    minDays: 365,
    maxDays: 3_650,
  },
  webhook_receipts: {
    label: "Receipts of Shopify’s notifications",
    help: "Numbers by which a repeated notification counts once. Shopify repeats for two days.",
    unit: ["receipt", "receipts"],
    defaultDays: 30,
    minDays: 7,
    maxDays: 90,
  },
  sessions: {
    label: "Ended sessions",
    help: "Access tokens that are no longer valid.",
    unit: ["session", "sessions"],
    defaultDays: 7,
    minDays: 1,
    maxDays: 90,
  },
} as const satisfies Record<string, ClassFacts>;

export type DataClass = keyof typeof DATA_CLASSES;

/** Their names. */
export const DATA_CLASS_NAMES = Object.keys(DATA_CLASSES) as readonly DataClass[]; // The type of keys() forgets the literal names.

/** Days for each class. */
export type RetentionDays = Readonly<Record<DataClass, number>>;

/** What a class is kept for by default. */
export const DEFAULT_RETENTION_DAYS: RetentionDays = mapClasses((name) => DATA_CLASSES[name].defaultDays);

/** One value for each class. */
export function mapClasses<T>(make: (name: DataClass) => T): Record<DataClass, T> {
  // Every class is a key, once.
  return Object.fromEntries(DATA_CLASS_NAMES.map((name) => [name, make(name)])) as Record<DataClass, T>;
}

const DAY_MS = 86_400_000;

/** Rows from before this time are too old: the beginning of a day (UTC), so that one run has one limit however long it takes. */
export function expiryOf(days: number, now: Date): Date {
  const day = Math.floor(now.getTime() / DAY_MS) - days;
  return new Date(day * DAY_MS);
}

/** The times of all classes in one text: two runs with the same text delete the same. */
export function limitsText(days: RetentionDays, now: Date): string {
  return DATA_CLASS_NAMES.map((name) => `${name}:${expiryOf(days[name], now).toISOString().slice(0, 10)}`).join(" ");
}

/** What is too old of one class. */
export type DueData = {
  readonly dataClass: DataClass;
  readonly count: number;
  /** ISO 8601: what is from before this time goes. */
  readonly before: string;
  readonly days: number;
};

/** "3 conversations". */
export function countWords(name: DataClass, count: number): string {
  const [one, many] = DATA_CLASSES[name].unit;
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
