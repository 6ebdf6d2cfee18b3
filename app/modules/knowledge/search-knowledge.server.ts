import { withTenant, type TenantTx } from "~/db.server";
import { Prisma } from "~/generated/prisma/client";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { choosePassages } from "./choose-passages";
import type { Passage } from "./knowledge-types";
import { queryTerms, type TermGroup } from "./query-terms";
import { scorePassage, termWeight, type Candidate, type WeightedTerm } from "./score-passage";

const MAX_RESULTS = 20;
const MAX_CANDIDATES = 100;
/** Likeness (pg_trgm) from which a word of a title counts as a mistyped term. */
const MIN_LIKENESS = 0.5;
const MIN_FUZZY_CHARACTERS = 4;

export type KnowledgeQuery = {
  readonly query: string;
  /** The reader's language; passages in others are found too, but come later. */
  readonly locale: string;
  readonly limit: number;
  readonly kinds?: readonly Passage["kind"][];
};

/** The passages that fit a question best, best first; empty when nothing fits. */
export async function searchKnowledge(
  shop: ShopContext,
  { query, locale, limit, kinds }: KnowledgeQuery,
): Promise<Passage[]> {
  const groups = queryTerms(query);
  if (groups.length === 0) return [];
  const { terms, candidates } = await withTenant(shop, async (tx) => {
    const weighted = await weighTerms(tx, shop, groups);
    return { terms: weighted, candidates: await listCandidates(tx, shop, weighted, { query, kinds }) };
  });
  const scored = candidates.map((candidate) => toPassage(candidate, scorePassage(candidate, terms, query, locale)));
  return choosePassages(scored, Math.min(limit, MAX_RESULTS));
}

type Match = { readonly anywhere: Prisma.Sql; readonly inTitle: Prisma.Sql };

type SearchTerm = WeightedTerm & { readonly match: Match };

async function weighTerms(tx: TenantTx, { shopId }: ShopContext, groups: readonly TermGroup[]): Promise<SearchTerm[]> {
  const counts = groups.map((group) => Prisma.sql`count(*) FILTER (WHERE search @@ ${group.tsquery}::tsquery)::int`);
  const [row] = await tx.$queryRaw<{ total: number; counts: number[] }[]>`
    SELECT count(*)::int AS total, ARRAY[${Prisma.join(counts)}] AS counts FROM knowledge_passage WHERE shop_id = ${shopId}`;
  return groups.map((group, index) => {
    const count = row?.counts[index] ?? 0;
    return {
      ...group,
      weight: termWeight(count, row?.total ?? 0),
      match: count === 0 ? likeTitle(group) : inIndex(group),
    };
  });
}

function inIndex({ tsquery }: TermGroup): Match {
  // The index gives titles and headings the weight A, texts the weight B.
  return {
    anywhere: Prisma.sql`search @@ ${tsquery}::tsquery`,
    inTitle: Prisma.sql`ts_filter(search, '{a}') @@ ${tsquery}::tsquery`,
  };
}

/** A word that nothing has may be mistyped: titles with a word like it count as a hit. */
function likeTitle({ ownStem }: TermGroup): Match {
  const match =
    ownStem !== null && ownStem.length >= MIN_FUZZY_CHARACTERS
      ? Prisma.sql`word_similarity(${ownStem}, fold_text(title)) >= ${MIN_LIKENESS}`
      : Prisma.sql`false`;
  return { anywhere: match, inTitle: match };
}

async function listCandidates(
  tx: TenantTx,
  { shopId }: ShopContext,
  terms: readonly SearchTerm[],
  { query, kinds }: Pick<KnowledgeQuery, "query" | "kinds">,
): Promise<Candidate[]> {
  const hits = Prisma.join(terms.map((term) => term.match.anywhere));
  const titleHits = Prisma.join(terms.map((term) => term.match.inTitle));
  const found = Prisma.join(
    terms.map((term) => term.match.anywhere),
    " OR ",
  );
  const weight = Prisma.join(
    terms.map((term) => Prisma.sql`(CASE WHEN ${term.match.anywhere} THEN ${term.weight}::float8 ELSE 0 END)`),
    " + ",
  );
  const kindFilter = kinds ? Prisma.sql`AND kind = ANY(${[...kinds]})` : Prisma.empty;
  return tx.$queryRaw<Candidate[]>`
    SELECT id, kind, source_id AS "sourceId", locale, title, heading, url, text,
      ARRAY[${hits}] AS hits, ARRAY[${titleHits}] AS "titleHits"
    FROM knowledge_passage
    WHERE shop_id = ${shopId} ${kindFilter} AND (${found})
    ORDER BY (${weight}) DESC, similarity(fold_text(title), fold_text(${query})) DESC, position, id LIMIT ${MAX_CANDIDATES}`;
}

function toPassage({ hits: _, titleHits: __, ...passage }: Candidate, score: number): Passage {
  return { ...passage, score };
}
