// npm run -s ask -- [--store <handle>] [--customer <id>] [--conversation keep] ["question"]
// Asks the running app as the chat widget does, and prints the answer and the record of the model call as JSON lines.
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { askQuestion, emptyAnswer } from "./ask/ask-question.ts";
import { parseArguments, parseQuestionLine, USAGE } from "./ask/questions.ts";
import type { AskOptions, Question } from "./ask/questions.ts";
import { openSession, SessionError, sessionKey } from "./ask/session.ts";
import type { ChatSession } from "./ask/session.ts";
import { LaunchError, messageOf } from "./launcher/launch-error.ts";
import { findInstance } from "./launcher/running-instance.ts";
import { readSettings } from "./launcher/settings.ts";

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

process.exitCode = await main();

async function main(): Promise<number> {
  let options: AskOptions;
  try {
    options = parseArguments(process.argv.slice(2), process.stdin.isTTY);
  } catch (error) {
    console.error(`${messageOf(error)}\n${USAGE}`);
    return EXIT_USAGE;
  }
  try {
    return await askAll(options, findStoreUrl());
  } catch (error) {
    console.error(
      error instanceof LaunchError ? error.message : `The question could not be asked: ${messageOf(error)}`,
    );
    return EXIT_FAILED;
  }
}

async function askAll(options: AskOptions, storeUrl: string): Promise<number> {
  const sessions = new Map<string, ChatSession>();
  let exitCode = 0;
  for await (const line of options.question === null ? createInterface({ input: process.stdin }) : [options.question]) {
    if (!line.trim()) continue;
    const question = options.question === null ? parseQuestionLine(line, options) : toQuestion(line, options);
    if (!question) {
      console.error(`Not a question: ${line.slice(0, 200)}`);
      exitCode = EXIT_USAGE;
      continue;
    }
    if (!options.keepConversation) sessions.clear();
    try {
      for await (const result of askOne(question, sessions, storeUrl)) console.log(JSON.stringify(result));
    } catch (error) {
      if (!(error instanceof SessionError)) throw error;
      console.log(JSON.stringify({ ...emptyAnswer(question), error: { code: "no_session", text: error.message } }));
      console.error(error.message);
      exitCode ||= EXIT_FAILED;
    }
  }
  return exitCode;
}

async function* askOne(
  question: Question,
  sessions: Map<string, ChatSession>,
  storeUrl: string,
): AsyncGenerator<object> {
  const key = sessionKey(question);
  const session = sessions.get(key) ?? (await openSession(storeUrl, question));
  sessions.set(key, session);
  yield* askQuestion(session, question);
}

function toQuestion(question: string, { store, customer }: AskOptions): Question {
  return { question, store, customer };
}

/** The address of the dev store that the running launcher noted, whatever ports it was given. */
function findStoreUrl(): string {
  const settings = readSettings(process.env, [], fileURLToPath(new URL("..", import.meta.url)));
  if (settings.shopify) throw new LaunchError("ask needs the dev store: unset the SHOPIFY_ variables and start again.");
  return findInstance(settings.dataDir)?.store ?? `http://localhost:${settings.devstorePort}`;
}
