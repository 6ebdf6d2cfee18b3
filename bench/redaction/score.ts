import { overlaps, type PersonalSpan, type PersonalType, type Span } from "~/modules/inference/redaction/span";
import type { Labelled } from "./labelled.ts";

const ENOUGH_SHARE = 0.5;

type Counts = { marked: number; found: number; predicted: number; right: number };
export type Score = { recall: number; precision: number; marked: number; predicted: number };
export type Scores = { overall: Score; types: Partial<Record<PersonalType, Score>> };

/**
 * Recall: marked data of which at least half of the characters were removed, whatever type they were given. Precision: removed stretches
 * of which at least half was marked.
 */
export function score(rows: readonly Labelled[], find: (text: string) => readonly PersonalSpan[]): Scores {
  const counts = new Map<PersonalType, Counts>();
  const of = (type: PersonalType) => {
    const entry = counts.get(type) ?? { marked: 0, found: 0, predicted: 0, right: 0 };
    counts.set(type, entry);
    return entry;
  };
  for (const { text, spans } of rows) {
    const predicted = find(text);
    for (const span of spans) {
      of(span.type).marked += 1;
      if (coveredShare(span, predicted) >= ENOUGH_SHARE) of(span.type).found += 1;
    }
    for (const span of predicted) {
      of(span.type).predicted += 1;
      if (coveredShare(span, spans) >= ENOUGH_SHARE) of(span.type).right += 1;
    }
  }
  const all = [...counts.values()];
  const sum = (key: keyof Counts) => all.reduce((total, entry) => total + entry[key], 0);
  return {
    overall: toScore({ marked: sum("marked"), found: sum("found"), predicted: sum("predicted"), right: sum("right") }),
    types: Object.fromEntries([...counts].sort().map(([type, entry]) => [type, toScore(entry)])),
  };
}

/** Spans that touch one another, such as the parts of an address, cover together. */
function coveredShare(span: Span, others: readonly Span[]): number {
  const covered = others
    .filter((other) => overlaps(span, other))
    .reduce((total, other) => total + Math.min(span.end, other.end) - Math.max(span.start, other.start), 0);
  return covered / (span.end - span.start);
}

function toScore({ marked, found, predicted, right }: Counts): Score {
  return { recall: ratio(found, marked), precision: ratio(right, predicted), marked, predicted };
}

const ratio = (part: number, whole: number) => (whole === 0 ? 1 : Math.round((part / whole) * 1_000) / 1_000);
