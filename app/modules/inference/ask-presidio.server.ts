import { env } from "~/env.server";
import { logger } from "~/logger.server";
import { createLockedFetch, type LockedFetch } from "./locked-fetch.server";
import { PresidioAnswer, toPersonalSpans } from "./redaction/presidio-response";
import type { PersonalSpan } from "./redaction/span";

const TIMEOUT_MS = 1_000;
/** After a failure it is left alone for a while, so that a dead detector does not slow every call. */
const REST_MS = 30_000;
const MAX_ANSWER_CHARS = 4_000_000;

export type SecondOpinion = {
  /** "off": none is set up. "down": it did not answer in time or not as described; ours alone were used. */
  readonly state: "off" | "used" | "down";
  /** What it found, by text. */
  readonly spans: ReadonlyMap<string, readonly PersonalSpan[]>;
};

export type PresidioOptions = {
  readonly url: string | undefined;
  /** ISO 639-1, one that the analyzer was started with. */
  readonly language: string;
};

const NOTHING: SecondOpinion["spans"] = new Map();

let locked: { readonly origin: string; readonly fetch: LockedFetch } | undefined;
let restsUntil = 0;

/**
 * Asks the merchant's own Presidio analyzer, where one is set up, about texts that ours were asked about as well. Its operator chose the
 * address, so it may be in a private network; the connection is locked to it. Never throws.
 */
export async function askPresidio(
  texts: readonly string[],
  { url, language }: PresidioOptions = { url: env.PRESIDIO_URL, language: env.PRESIDIO_LANGUAGE },
): Promise<SecondOpinion> {
  if (url === undefined) return { state: "off", spans: NOTHING };
  const asked = [...new Set(texts)].filter((text) => text.trim() !== "");
  if (asked.length === 0) return { state: "used", spans: NOTHING };
  if (performance.now() < restsUntil) return { state: "down", spans: NOTHING };
  try {
    const answer = await analyze(new URL(url), { text: asked, language });
    if (answer.length !== asked.length) throw new Error("another number of results than of texts");
    return {
      state: "used",
      spans: new Map(asked.map((text, index) => [text, toPersonalSpans(text, answer[index] ?? [])])),
    };
  } catch (error) {
    restsUntil = performance.now() + REST_MS;
    // Only its name: a message of fetch or zod could quote what was sent.
    logger.warn({ reason: error instanceof Error ? error.name : "unknown" }, "the second detector did not answer");
    return { state: "down", spans: NOTHING };
  }
}

async function analyze(base: URL, body: { text: readonly string[]; language: string }) {
  const response = await fetchFor(base.origin)(`${base.href.replace(/\/+$/, "")}/analyze`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`status ${response.status}`);
  const answer = await response.text();
  if (answer.length > MAX_ANSWER_CHARS) throw new Error("the answer is too long");
  return PresidioAnswer.parse(JSON.parse(answer));
}

function fetchFor(origin: string): typeof globalThis.fetch {
  if (locked?.origin !== origin) locked = { origin, fetch: createLockedFetch(origin, { allowPrivate: true }) };
  return locked.fetch.fetch;
}

/** Closes the connection and forgets a failure, for the end of a process or test. */
export async function closePresidio(): Promise<void> {
  restsUntil = 0;
  await locked?.fetch.close();
  locked = undefined;
}
