import type { Passage } from "./knowledge-types";

const MAX_PER_PRODUCT = 3;
/** All parts of a policy are headed by what it is about; which one answers is told by its sentences. */
const MAX_PER_TEXT = 6;
const MIN_SCORE = 0.08;

/**
 * The best passages first; each source in one language only, and with a few passages, so that others are
 * heard too. Of equal ones, the one that came first stays first.
 */
export function choosePassages(scored: readonly Passage[], limit: number): Passage[] {
  const bySource = new Map<string, { locale: string; count: number }>();
  const chosen: Passage[] = [];
  for (const passage of [...scored].sort((a, b) => b.score - a.score)) {
    if (chosen.length === limit || passage.score < MIN_SCORE) break;
    const source = bySource.get(passage.sourceId) ?? { locale: passage.locale, count: 0 };
    if (source.locale !== passage.locale || source.count === maxOf(passage)) continue;
    source.count += 1;
    bySource.set(passage.sourceId, source);
    chosen.push(passage);
  }
  return chosen;
}

const maxOf = ({ kind }: Passage) => (kind === "product" ? MAX_PER_PRODUCT : MAX_PER_TEXT);
