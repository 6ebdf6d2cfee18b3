import type { SecondOpinion } from "./ask-presidio.server";
import type { RedactedRequest, RedactInput } from "./redact-request.server";
import { compileKnownValues } from "./redaction/known-values";
import { defuseLookalikes, type Placeholders } from "./redaction/placeholders";
import { compileProtectedTerms } from "./redaction/protected-spans";
import { redactText, type Redacted } from "./redaction/redact-text";
import type { StageResult } from "./stage-log";

/**
 * Redacts every turn, whoever wrote it, and the evidence about orders. The other evidence is the shop's public text: its contact address is
 * meant to be told; only what looks like a placeholder is made harmless there.
 */
export function redactParts(
  input: Omit<RedactInput, "conversationId">,
  placeholders: Placeholders,
  second: SecondOpinion,
): StageResult<RedactedRequest> {
  const context = {
    known: compileKnownValues(input.knownValues),
    terms: compileProtectedTerms(input.protectedTerms),
    countries: input.countries,
    alsoFound: (text: string) => second.spans.get(text) ?? [],
  };
  const counts: Record<string, number> = {};
  const redact = (text: string) => {
    const result = redactText(text, context, placeholders);
    countInto(counts, result);
    return result.text;
  };
  const turns = input.turns.map((turn) => ({ ...turn, content: redact(turn.content) }));
  const evidence = input.evidence.map((item) => {
    const change = item.kind === "order" ? redact : (text: string) => defuseLookalikes(text).text;
    return { ...item, title: change(item.title), text: change(item.text) };
  });
  const changed = Object.keys(counts).length > 0;
  const detail = second.state === "off" ? counts : { ...counts, presidio: second.state };
  return { value: { turns, evidence, placeholders }, verdict: changed ? "changed" : "pass", detail };
}

/** Every text that `redactParts` looks for personal data in, as the detectors get to see it. */
export function textsToRedact({ turns, evidence }: Pick<RedactInput, "turns" | "evidence">): string[] {
  const orders = evidence.filter(({ kind }) => kind === "order").flatMap(({ title, text }) => [title, text]);
  return [...turns.map(({ content }) => content), ...orders].map((text) => defuseLookalikes(text).text);
}

function countInto(counts: Record<string, number>, { spans, lookalikes }: Redacted): void {
  for (const { type } of spans) counts[type] = (counts[type] ?? 0) + 1;
  if (lookalikes > 0) counts.lookalikes = (counts.lookalikes ?? 0) + lookalikes;
}
