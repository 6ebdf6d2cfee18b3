import { randomUUID } from "node:crypto";
import type { Question } from "./questions.ts";
import { readEvents } from "./read-events.ts";
import type { ChatSession } from "./session.ts";
import { ChatEvent } from "./wire.ts";

const TURN_TIMEOUT_MS = 180_000;
const ERROR_CHARS = 500;

type Answer = {
  type: "answer";
  question: string;
  store: string | null;
  customer: string | null;
  turnId: string;
  text: string;
  status: string;
  sources: unknown[];
  cards: unknown[];
  orders: unknown[];
  loginOffered: boolean;
  error: { code: string; text: string } | null;
};

/** Asks one question and yields two objects: the answer, and the record of the call behind it. */
export async function* askQuestion(session: ChatSession, question: Question): AsyncGenerator<object> {
  const answer = emptyAnswer(question);
  const headers = { authorization: `Bearer ${session.token}`, origin: session.storefrontOrigin };
  const response = await fetch(`${session.appOrigin}/chat/turn`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify({ turnId: answer.turnId, text: question.question }),
    signal: AbortSignal.timeout(TURN_TIMEOUT_MS),
  });
  if (!response.ok || !response.body) {
    answer.error = { code: `http_${response.status}`, text: (await response.text()).slice(0, ERROR_CHARS) };
  } else {
    for await (const data of readEvents(response.body)) applyEvent(answer, ChatEvent.parse(JSON.parse(data)));
  }
  yield answer;
  yield await getRecord(session, answer.turnId, headers);
}

/** Adds one event of the stream to the answer. */
export function applyEvent(answer: Answer, event: ChatEvent): void {
  switch (event.type) {
    case "text":
      answer.text += event.text;
      break;
    case "attachments":
      Object.assign(answer, event.attachments);
      break;
    case "done":
      answer.status = event.status;
      break;
    case "error":
      answer.error = { code: event.code, text: event.text };
      break;
    case "status":
      break;
  }
}

/** Until the stream says otherwise an answer has failed: a stream that ends early is none. */
export function emptyAnswer({ question, store, customer }: Question): Answer {
  const attachments = { sources: [], cards: [], orders: [], loginOffered: false };
  const asked = { question, store: store ?? null, customer: customer ?? null, turnId: randomUUID() };
  return { type: "answer", ...asked, text: "", status: "failed", ...attachments, error: null };
}

/** The app gives the record only in development and with the dev store. */
async function getRecord(session: ChatSession, turnId: string, headers: Record<string, string>): Promise<object> {
  const response = await fetch(`${session.appOrigin}/chat/record?turn=${turnId}`, { headers });
  if (!response.ok) return { type: "record", turnId, found: false, status: response.status };
  const record: unknown = await response.json();
  return { type: "record", turnId, found: true, ...(typeof record === "object" ? record : { record }) };
}
