import { fixForCode, meaningOfCode } from "./doctor/connection-codes";
import type { StageVerdict } from "./inference-types";

/** Why a model call failed, and what to do about it, for staff. */
export type FailureWords = { readonly meaning: string; readonly fix: string };

const CHECK = "Check the server under Models: it says what is wrong and how to put it right.";
const SLOW = "Try again when it is less busy. If it stays so, look into its log, or give it fewer answers at once.";

const WORDS: Readonly<Record<string, FailureWords>> = {
  unresponsive: { meaning: "The server took the call and said nothing at all.", fix: CHECK },
  connect_timeout: {
    meaning: meaningOfCode("ETIMEDOUT") ?? "",
    fix: fixForCode("ETIMEDOUT"),
  },
  connection_closed: { meaning: "The server closed the connection in the middle of its answer.", fix: CHECK },
  connection_failed: { meaning: "The connection to the server failed.", fix: CHECK },
  circuit_open: {
    meaning: "The server was not asked: it had just failed several times, and is left alone for a few seconds then.",
    fix: CHECK,
  },
  no_place: { meaning: "The server is busy with other answers, and the line before it is full.", fix: SLOW },
  timeout_first_token: { meaning: "The server did not begin to answer in time.", fix: SLOW },
  timeout_between_tokens: { meaning: "The server stopped in the middle of its answer.", fix: SLOW },
  timeout_total: { meaning: "The answer took longer than a call may.", fix: SLOW },
  error_in_stream: { meaning: "The server reported an error in the middle of its answer.", fix: CHECK },
  unreadable_answer: { meaning: "The server answered with something else than a model’s answer.", fix: CHECK },
};

const STATUS = /^status_(\d{3})$/;
const CONNECTION = /^connection_(.+)$/;

/** What the verdicts of a call say about why its model did not answer; null when they say nothing of the kind. */
export function explainFailure(verdicts: readonly StageVerdict[]): FailureWords | null {
  const detail = verdicts.findLast(({ stage, verdict }) => stage === "call" && verdict === "failed")?.detail;
  const [reason, since] = [detail?.["reason"], detail?.["since"]];
  if (typeof reason !== "string") return null;
  const words = wordsFor(reason);
  const before = typeof since === "string" ? wordsFor(since) : null;
  return words && before ? { meaning: `${words.meaning} ${before.meaning}`, fix: before.fix } : words;
}

function wordsFor(reason: string): FailureWords | null {
  const known = WORDS[reason];
  if (known) return known;
  const status = STATUS.exec(reason)?.[1];
  if (status !== undefined) return { meaning: `The server answered with status ${status}.`, fix: fixForStatus(status) };
  const code = CONNECTION.exec(reason)?.[1]?.toUpperCase();
  if (code === undefined) return null;
  return { meaning: meaningOfCode(code) ?? `The connection failed (${code}).`, fix: fixForCode(code) };
}

function fixForStatus(status: string): string {
  if (status === "401" || status === "403") return "Check the API key that is stored with the server under Models.";
  if (status === "404") return "Check the server’s address and the model’s name under Models.";
  return CHECK;
}
