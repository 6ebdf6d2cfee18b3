import type { Evidence } from "~/modules/inference/inference-types";
import { askModel, statusOf } from "./ask-model.server";
import { attachmentsOf } from "./attachments";
import { loadChatRequest, termsOf } from "./chat-request.server";
import type { RankedEvidence } from "./compose-from-evidence";
import { findEvidence } from "./find-evidence.server";
import { startJudgedAnswer } from "./judged-answer";
import type { Found } from "./merge-found";
import { groundedInstructions, GROUNDED_PROMPT_VERSION } from "./prompts";
import { sayUnknown } from "./say-unknown.server";
import { languageOf, textsFor } from "./texts";
import type { Step, Turn } from "./turn";

/** Passages that a model reads, of those that were found. */
const MAX_PASSAGES = 4;
const MAX_OUTPUT_TOKENS = 120;

/**
 * The grounded strategy: search, let the model write from what was found, say only what that supports, and complete or replace it by the
 * shop's own sentences. When the shop's pages do not speak of it, it says so and asks no model.
 */
export async function* answerFromKnowledge(turn: Turn): AsyncGenerator<Step, void, undefined> {
  yield { type: "status", text: textsFor(turn.locale).searching };
  const found = await findEvidence(turn);
  if (found.quotes.length === 0) return yield* sayUnknown(turn, found);
  const answer = startJudgedAnswer({ question: turn.text, evidence: found.evidence, quotes: found.quotes });
  // Of several questions or products a model tends to answer with one, which would pass for all: the shop's sentences answer each.
  const request = found.answered > 1 || found.lead !== null ? null : await loadChatRequest(turn);
  const outcome = request && (yield* askModel(turn, { ...request, ...toPrompt(turn, found), editor: answer }));
  if (turn.signal.aborted) return yield { type: "reply", reply: { status: "cut", attachments: null } };
  if (outcome === null) yield { type: "text", text: [found.lead || [], answer.end(false)].flat().join("\n\n") };
  yield {
    type: "reply",
    reply: { status: statusOf(outcome, answer), attachments: attachmentsOf(found, answer.cited()) },
  };
}

function toPrompt(turn: Turn, found: Found) {
  return {
    promptVersion: GROUNDED_PROMPT_VERSION,
    instructions: groundedInstructions(languageOf(turn.locale)),
    evidence: toPromptEvidence(found),
    protectedTerms: termsOf(found.products),
    maxOutputTokens: MAX_OUTPUT_TOKENS,
  };
}

/** What the model reads: the passages that are quoted, then the next best. */
function toPromptEvidence({ evidence, quotes }: Found): Evidence[] {
  const isQuoted = ({ id }: RankedEvidence) => quotes.some(({ evidenceId }) => evidenceId === id);
  return [...evidence.filter(isQuoted), ...evidence.filter((item) => !isQuoted(item))]
    .slice(0, MAX_PASSAGES)
    .map(({ id, kind, title, url, text }) => ({ id, kind, title, url, text }));
}
