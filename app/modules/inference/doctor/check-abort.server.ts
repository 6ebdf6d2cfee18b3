import { setTimeout as wait } from "node:timers/promises";
import { askModel } from "./ask-model.server";
import { readBusyCount } from "./busy-count.server";
import type { Finding, Visit } from "./visit";

const LONG_TOKENS = 600;
const POLL_MS = 50;
const SEEN_WITHIN_MS = 2_000;
const FREE_WITHIN_MS = 1_000;
const GIVE_UP_MS = 5_000;
const QUESTION = "Count from one to one thousand in words, without leaving any number out.";

/** Whether the server stops working when the reader leaves: it is asked for a long answer, left at the first word, and watched. */
export async function checkAbort(visit: Visit): Promise<Finding> {
  const before = await readBusyCount(visit);
  let during: number | null = null;
  await leaveEarly(visit, async () => {
    if (before !== null) during = await pollUntil(visit, (count) => count > before, SEEN_WITHIN_MS);
  });
  const leftAt = performance.now();
  if (before === null) return askAgain(visit);
  if (during === null)
    return { result: "unknown", detail: "The server's own counters never showed the request, so this cannot be told." };
  const busy: number = during;
  const after = await pollUntil(visit, (count) => count < busy, GIVE_UP_MS);
  const ms = Math.round(performance.now() - leftAt);
  if (after === null)
    return {
      result: "fail",
      detail: `The server was still at work ${GIVE_UP_MS / 1_000} seconds after the reader had left.`,
      fix: FIX,
    };
  return {
    result: ms <= FREE_WITHIN_MS ? "pass" : "warn",
    detail: `The server stopped within ${ms} ms after the reader had left.`,
    ...(ms <= FREE_WITHIN_MS ? {} : { fix: FIX }),
  };
}

const FIX =
  "Look for a proxy in between that keeps the connection to the server open, and switch that off (nginx: leave proxy_ignore_client_abort off). Update the server if there is none.";

async function leaveEarly(visit: Visit, atFirstWord: () => Promise<void>): Promise<void> {
  await askModel(visit, { messages: [{ role: "user", content: QUESTION }], max_tokens: LONG_TOKENS }, async () => {
    await atFirstWord();
    return "stop";
  });
}

/** The first count that fits, null when none does in time. */
async function pollUntil(visit: Visit, fits: (count: number) => boolean, withinMs: number): Promise<number | null> {
  const until = performance.now() + withinMs;
  while (performance.now() < until) {
    const count = await readBusyCount(visit);
    if (count !== null && fits(count)) return count;
    await wait(POLL_MS, undefined, { signal: visit.signal });
  }
  return null;
}

/** Without counters only time can tell, and only when the server does one thing after the other. */
async function askAgain(visit: Visit): Promise<Finding> {
  const { firstTokenMs } = await askModel(visit, { messages: [{ role: "user", content: "Say yes." }], max_tokens: 2 });
  const usual = visit.facts.firstTokenMs;
  if (firstTokenMs !== null && usual !== null && firstTokenMs > usual * 4 + FREE_WITHIN_MS)
    return {
      result: "warn",
      detail: `The next question waited ${firstTokenMs} ms instead of ${usual} ms: the server seems to go on after the reader has left.`,
      fix: FIX,
    };
  return {
    result: "unknown",
    detail:
      "The server shows no counters (/slots or /metrics) to this app, so this cannot be told. The next question was answered as quickly as usual.",
  };
}
