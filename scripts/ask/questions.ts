import { parseArgs } from "node:util";
import { z } from "zod";

export const USAGE = `Usage: npm run -s ask -- [--store <handle>] [--customer <id>] [--conversation keep] ["question"]
Without a question, reads one JSON line each from standard input: "question" or {"question": "...", "store": "...", "customer": "..."}`;

const Id = z.union([z.string().regex(/^\d+$/), z.number().int().transform(String)]);
const QuestionLine = z.union([
  z
    .string()
    .min(1)
    .transform((question) => ({ question })),
  z.object({ question: z.string().min(1), store: z.string().optional(), customer: Id.optional() }),
]);

/** One question; store is the first store's when absent, customer a visitor who is not logged in. */
export type Question = { question: string; store?: string | undefined; customer?: string | undefined };

export type AskOptions = {
  /** Null to read standard input. */
  question: string | null;
  store: string | undefined;
  customer: string | undefined;
  keepConversation: boolean;
};

/**
 * Parses the command line.
 * @param interactive standard input is a terminal, so that it holds no questions
 * @throws Error with one line on bad usage
 */
export function parseArguments(args: string[], interactive: boolean): AskOptions {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { store: { type: "string" }, customer: { type: "string" }, conversation: { type: "string" } },
  });
  const [question = null, ...rest] = positionals;
  if (rest.length > 0) throw new Error("Give one question, in quotes.");
  if (question === null && interactive) throw new Error("There is no question.");
  if (question !== null && !question.trim()) throw new Error("The question is empty.");
  if (values.customer !== undefined && !/^\d+$/.test(values.customer))
    throw new Error("--customer takes the number of a customer.");
  if (values.store !== undefined && !/^[a-z0-9-]+$/.test(values.store))
    throw new Error("--store takes the handle of a store, such as demo.");
  if (values.conversation !== undefined && values.conversation !== "keep")
    throw new Error('--conversation takes only "keep".');
  return { question, store: values.store, customer: values.customer, keepConversation: values.conversation === "keep" };
}

/**
 * A line of standard input as a question, with the command line's store and customer as defaults; null when it is none.
 * A line that names another store does not take the customer over: customers belong to one store.
 */
export function parseQuestionLine(line: string, defaults: Pick<AskOptions, "store" | "customer">): Question | null {
  try {
    const asked: Question = QuestionLine.parse(JSON.parse(line));
    const { store = defaults.store } = asked;
    const customer = store === defaults.store ? (asked.customer ?? defaults.customer) : asked.customer;
    return { question: asked.question, store, customer };
  } catch {
    return null;
  }
}
