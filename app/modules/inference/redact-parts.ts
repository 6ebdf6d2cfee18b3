import type { SecondOpinion } from "./ask-presidio.server";
import type { RedactedRequest, RedactInput } from "./redact-request.server";
import { compileKnownValues } from "./redaction/known-values";
import { defuseLookalikes, PLACEHOLDER, Placeholders } from "./redaction/placeholders";
import { compileProtectedTerms } from "./redaction/protected-spans";
import { redactText, type Redacted } from "./redaction/redact-text";
import { PERSONAL_TYPES } from "./redaction/span";
import type { StageResult } from "./stage-log";

type Parts = Omit<RedactInput, "conversationId">;

/**
 * Redacts every turn, whoever wrote it, and the evidence about orders. The other evidence is the shop's public text: its contact address is
 * meant to be told; only what looks like a placeholder is made harmless there.
 */
export function redactParts(
  input: Parts,
  placeholders: Placeholders,
  second: SecondOpinion,
  keep: (change: Change) => Change = (change) => change,
): StageResult<RedactedRequest> {
  const context = {
    known: compileKnownValues(input.knownValues),
    terms: compileProtectedTerms(input.protectedTerms),
    countries: input.countries,
    alsoFound: (text: string) => second.spans.get(text) ?? [],
  };
  const counts: Record<string, number> = {};
  const redact = keep((text) => {
    const result = redactText(text, context, placeholders);
    countInto(counts, result);
    return result.text;
  });
  const defuse = keep((text) => defuseLookalikes(text).text);
  const turns = input.turns.map((turn) => ({ ...turn, content: redact(turn.content) }));
  const evidence = input.evidence.map((item) => {
    const change = item.kind === "order" ? redact : defuse;
    return { ...item, title: change(item.title), text: change(item.text) };
  });
  const changed = Object.keys(counts).length > 0;
  const detail = second.state === "off" ? counts : { ...counts, presidio: second.state };
  return { value: { turns, evidence, placeholders }, verdict: changed ? "changed" : "pass", detail };
}

type Change = (text: string) => string;

/**
 * Redacts a request that was redacted once and is asked again. Its placeholders go out as they are and stand for nothing but themselves: the
 * values behind them are not read, and nothing in the answer is restored.
 */
export function redactAgain(input: Parts): StageResult<RedactedRequest> {
  const texts = [
    ...input.turns.map(({ content }) => content),
    ...input.evidence.flatMap((item) => [item.title, item.text]),
  ];
  return redactParts(input, standingPlaceholders(texts), { state: "off", spans: new Map() }, keepPlaceholders);
}

/** Numbers below the highest count as taken, so that what is found now gets one of its own. */
function standingPlaceholders(texts: readonly string[]): Placeholders {
  const highest = new Map<string, number>();
  for (const [, type = "", number] of texts.flatMap((text) => [...text.matchAll(PLACEHOLDER)]))
    highest.set(type, Math.max(highest.get(type) ?? 0, Number(number)));
  return new Placeholders(
    PERSONAL_TYPES.flatMap((type) =>
      Array.from({ length: highest.get(type) ?? 0 }, (_, index) => ({
        type,
        number: index + 1,
        value: `[${type}_${index + 1}]`,
      })),
    ),
  );
}

function keepPlaceholders(change: Change): Change {
  return (text) => {
    let changed = "";
    let end = 0;
    for (const { index, 0: placeholder } of text.matchAll(PLACEHOLDER)) {
      changed += change(text.slice(end, index)) + placeholder;
      end = index + placeholder.length;
    }
    return changed + change(text.slice(end));
  };
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
