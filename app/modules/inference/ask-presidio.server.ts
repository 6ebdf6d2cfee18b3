import { createHash } from "node:crypto";
import { env } from "~/env.server";
import { logger } from "~/logger.server";
import { errorCode } from "./doctor/explain-error";
import { createLockedFetch, type LockedFetch } from "./locked-fetch.server";
import { PresidioAnswer, refusalReason, toPersonalSpans } from "./redaction/presidio-response";
import type { PersonalSpan } from "./redaction/span";

const TIMEOUT_MS = 1_000;
/** After a failure it is left alone for a while, so that a dead detector does not slow every call. */
const REST_MS = 30_000;
const MAX_ANSWER_CHARS = 4_000_000;
/** Of new texts in one request: presidio-analyzer 2.2.366 reads 15,000 to 30,000 characters a second with spaCy's small English model. */
const MAX_ASKED_CHARS = 8_000;
/** Texts whose spans are remembered: a chat sends its history with every question. */
const MAX_REMEMBERED = 2_000;
/** The other side closed a connection that was kept open, just when it was used again. */
const CLOSED = new Set(["UND_ERR_SOCKET", "ECONNRESET", "EPIPE"]);

export type SecondOpinion = {
  /**
   * "off": none is set up. "part": there was too much new text for one request; the newest was asked about. "down": it did not answer in time or
   * not as described; ours were used, and what it had found before.
   */
  readonly state: "off" | "used" | "part" | "down";
  /** What it found, by text. */
  readonly spans: ReadonlyMap<string, readonly PersonalSpan[]>;
};

export type PresidioOptions = {
  readonly url: string | undefined;
  /** ISO 639-1, one that the analyzer was started with. */
  readonly language: string;
};

/** Its message holds nothing that was sent or answered. */
class AnalyzerError extends Error {}

let locked: { readonly origin: string; readonly fetch: LockedFetch } | undefined;
let restsUntil = 0;
/** By digest, so that no text is kept; the least recently used goes first. */
const remembered = new Map<string, readonly PersonalSpan[]>();

/**
 * Asks the merchant's own Presidio analyzer, where one is set up, about texts that ours were asked about as well. Its operator chose the
 * address, so it may be in a private network; the connection is locked to it. Never throws.
 */
export async function askPresidio(
  texts: readonly string[],
  { url, language }: PresidioOptions = { url: env.PRESIDIO_URL, language: env.PRESIDIO_LANGUAGE },
): Promise<SecondOpinion> {
  const spans = new Map<string, readonly PersonalSpan[]>();
  if (url === undefined) return { state: "off", spans };
  const keyOf = (text: string) => createHash("sha256").update(`${url}\n${language}\n${text}`).digest("base64");
  const unknown = [...new Set(texts)].filter((text) => {
    const found = text.trim() === "" ? [] : recall(keyOf(text));
    if (found) spans.set(text, found);
    return found === undefined;
  });
  const asked = takeNewest(unknown);
  const state = asked.length < unknown.length ? "part" : "used";
  if (asked.length === 0) return { state, spans };
  if (performance.now() < restsUntil) return { state: "down", spans };
  try {
    const answer = await analyze(new URL(url), { text: asked, language });
    for (const [index, text] of asked.entries()) {
      const found = toPersonalSpans(text, answer[index] ?? []);
      spans.set(text, found);
      remember(keyOf(text), found);
    }
    return { state, spans };
  } catch (error) {
    restsUntil = performance.now() + REST_MS;
    logger.warn({ reason: reasonOf(error) }, "the second detector did not answer");
    return { state: "down", spans };
  }
}

/** As many as one request may hold, the last first; one at least. */
function takeNewest(texts: readonly string[]): string[] {
  const taken: string[] = [];
  let left = MAX_ASKED_CHARS;
  for (const text of [...texts].reverse()) {
    if (taken.length > 0 && text.length > left) break;
    taken.unshift(text);
    left -= text.length;
  }
  return taken;
}

async function analyze(base: URL, body: { text: readonly string[]; language: string }) {
  const response = await post(base, JSON.stringify(body));
  const answer = await response.text();
  if (!response.ok) throw new AnalyzerError(refusalReason(response.status, answer));
  if (answer.length > MAX_ANSWER_CHARS) throw new AnalyzerError("the answer is too long");
  const lists = PresidioAnswer.parse(JSON.parse(answer));
  if (lists.length !== body.text.length) throw new AnalyzerError("another number of results than of texts");
  return lists;
}

async function post(base: URL, body: string): Promise<Response> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const send = () =>
    fetchFor(base.origin)(`${base.href.replace(/\/+$/, "")}/analyze`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      signal,
    });
  try {
    return await send();
  } catch (error) {
    // Nothing is changed by asking, so it may be asked twice.
    if (CLOSED.has(errorCode(error) ?? "")) return send();
    throw error;
  }
}

/** Ours, or a code or name only: a message of fetch or zod could quote what was sent. */
function reasonOf(error: unknown): string {
  if (error instanceof AnalyzerError) return error.message;
  return errorCode(error) ?? (error instanceof Error ? error.name : "unknown");
}

function recall(key: string): readonly PersonalSpan[] | undefined {
  const found = remembered.get(key);
  if (found) remember(key, found);
  return found;
}

function remember(key: string, found: readonly PersonalSpan[]): void {
  remembered.delete(key);
  remembered.set(key, found);
  const [oldest] = remembered.keys();
  if (remembered.size > MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
}

function fetchFor(origin: string): typeof globalThis.fetch {
  if (locked?.origin !== origin) locked = { origin, fetch: createLockedFetch(origin, { allowPrivate: true }) };
  return locked.fetch.fetch;
}

/** Closes the connection and forgets everything, for the end of a process or test. */
export async function closePresidio(): Promise<void> {
  restsUntil = 0;
  remembered.clear();
  await locked?.fetch.close();
  locked = undefined;
}
