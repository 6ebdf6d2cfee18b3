import type { Product } from "~/modules/commerce/commerce-types";
import type { Quote, RankedEvidence } from "./compose-from-evidence";
import type { Display } from "./evidence";

/** What was found for a question. */
export type Found = {
  readonly question: string;
  readonly evidence: readonly RankedEvidence[];
  /** The shop's own sentences that answer the question. */
  readonly quotes: readonly Quote[];
  readonly products: readonly Product[];
  readonly display: Display;
  /** Questions of one message that were answered. */
  readonly answered: number;
  /** What is said before the quotes, which then answer as they are, maybe nothing; null where a model may put them into words. */
  readonly lead: string | null;
};

/** What was found for several questions of one message as one, under common evidence ids; a piece that two of them found stands once. */
export function mergeFound(parts: readonly [Found, ...Found[]]): Found {
  const [first] = parts;
  if (parts.length === 1) return first;
  const evidence: RankedEvidence[] = [];
  const quotes: Quote[] = [];
  for (const part of parts) {
    const ids = new Map(part.evidence.map((piece) => [piece.id, idIn(evidence, piece)]));
    quotes.push(...part.quotes.map((quote) => ({ ...quote, evidenceId: ids.get(quote.evidenceId) ?? "" })));
  }
  return {
    question: parts.map(({ question }) => question).join(" "),
    evidence,
    quotes: quotes.filter((quote, index) => index === quotes.findIndex((other) => isSameQuote(quote, other))),
    products: [...new Map(parts.flatMap(({ products }) => products).map((item) => [item.id, item])).values()],
    display: first.display,
    lead: null,
    answered: parts.filter((part) => part.quotes.length > 0).length,
  };
}

const isSameQuote = (a: Quote, b: Quote) => a.evidenceId === b.evidenceId && a.position === b.position;

function idIn(evidence: RankedEvidence[], piece: RankedEvidence): string {
  const known = evidence.find(({ url, text }) => url === piece.url && text === piece.text);
  if (known) return known.id;
  const id = String(evidence.length + 1);
  evidence.push({ ...piece, id });
  return id;
}
