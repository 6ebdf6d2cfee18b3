import type { TenantTx } from "~/db.server";
import { Prisma } from "~/generated/prisma/client";
import type { CallCursor } from "./call-cursor";
import type { CallFilter } from "./call-filter";

/** A stretch of the log: `limit` calls beyond a place, towards older or newer ones; without a place from the newest on. */
export type Stretch = {
  readonly from: CallCursor | undefined;
  readonly towards: "older" | "newer";
  readonly limit: number;
};

/**
 * Ids of the calls that fit, in the log's order from the place on. However rare the fitting calls are, index entries are read for them only:
 * a filter is a list of facets, the newest call of each is looked up, and only facets with the newest ones are read on. Of reviewed calls
 * the reviews are read instead.
 */
export async function findCallIds(
  tx: TenantTx,
  shopId: string,
  filter: CallFilter,
  stretch: Stretch,
): Promise<string[]> {
  const select = await selectIds(tx, shopId, filter, stretch);
  return select ? (await tx.$queryRaw<{ id: string }[]>(select)).map(({ id }) => id) : [];
}

/** How many calls fit, counted up to `most` by the database: no id leaves it. */
export async function countCalls(tx: TenantTx, shopId: string, filter: CallFilter, most: number): Promise<number> {
  const select = await selectIds(tx, shopId, filter, { from: undefined, towards: "older", limit: most });
  if (!select) return 0;
  const [row] = await tx.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM (${select}) AS fitting`;
  return row?.count ?? 0;
}

/** Null when nothing can fit. */
async function selectIds(
  tx: TenantTx,
  shopId: string,
  filter: CallFilter,
  stretch: Stretch,
): Promise<Prisma.Sql | null> {
  const facets = await findFacets(tx, shopId, filter);
  if (facets?.length === 0) return null;
  if (isOfReviewed(filter)) return selectReviewed(shopId, filter, stretch, facets);
  const isByFacets = facets && filter.conversationId === undefined;
  return isByFacets ? selectByFacets(shopId, filter, stretch, facets) : selectByTime(shopId, filter, stretch, facets);
}

/** The facets that fit, or null when the filter asks for nothing that they tell. */
async function findFacets(tx: TenantTx, shopId: string, filter: CallFilter): Promise<string[] | null> {
  const { purposes, states, flags, models, languages } = filter;
  const oneOf = { purpose: purposes, state: states, model: models, language: languages };
  const conditions = Object.entries(oneOf)
    .filter(([, values]) => isGiven(values))
    .map(([column, values]) => Prisma.sql`${Prisma.raw(column)} = ANY(${values}::text[])`);
  if (isGiven(flags)) conditions.push(Prisma.sql`flags && ${flags}::text[]`);
  if (conditions.length === 0) return null;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM call_facet WHERE shop_id = ${shopId} AND ${Prisma.join(conditions, " AND ")}`;
  return rows.map(({ id }) => id);
}

/** The reviews themselves say which calls fit; that nobody has judged a call, they do not say. */
function isOfReviewed({ judgements, assignedTo, review }: CallFilter): boolean {
  const isJudged = isGiven(judgements) && !judgements.includes("none");
  return isJudged || assignedTo !== undefined || review !== undefined;
}

function selectByTime(shopId: string, filter: CallFilter, stretch: Stretch, facets: string[] | null): Prisma.Sql {
  const isOneOf = facets ? Prisma.sql`AND m.facet = ANY(${facets}::text[]::bigint[])` : Prisma.empty;
  return Prisma.sql`SELECT m.id FROM model_call m WHERE ${ofCall(shopId, filter, stretch)} ${isOneOf}
    ${inOrder(stretch, CALL)} LIMIT ${stretch.limit}`;
}

function selectByFacets(shopId: string, filter: CallFilter, stretch: Stretch, facets: string[]): Prisma.Sql {
  const { limit } = stretch;
  const ofFacet = (facet: Prisma.Sql, rows: number) => Prisma.sql`
    SELECT m.created_at, m.id FROM model_call m WHERE ${ofCall(shopId, filter, stretch)} AND m.facet = ${facet}
    ${inOrder(stretch, CALL)} LIMIT ${rows}`;
  return Prisma.sql`
    WITH nearest AS (
      SELECT f.id FROM unnest(${facets}::text[]::bigint[]) AS f (id)
      CROSS JOIN LATERAL (${ofFacet(Prisma.sql`f.id`, 1)}) AS m ${inOrder(stretch, CALL)} LIMIT ${limit}
    )
    SELECT m.id FROM nearest CROSS JOIN LATERAL (${ofFacet(Prisma.sql`nearest.id`, limit)}) AS m
    ${inOrder(stretch, CALL)} LIMIT ${limit}`;
}

function selectReviewed(shopId: string, filter: CallFilter, stretch: Stretch, facets: string[] | null): Prisma.Sql {
  const { judgements, assignedTo, review } = filter;
  const conditions = [
    Prisma.sql`r.shop_id = ${shopId}`,
    ...(assignedTo === undefined ? [] : [Prisma.sql`r.assigned_to = ${assignedTo}`]),
    ...(review === undefined ? [] : [Prisma.raw(`r.resolved_at IS ${review === "open" ? "NULL" : "NOT NULL"}`)]),
    ...(facets ? [Prisma.sql`r.facet = ANY(${facets}::text[]::bigint[])`] : []),
    ...beyond(filter, stretch, REVIEW),
    ...ofConversation(filter),
  ];
  const ofJudgement = (judgement: Prisma.Sql) => Prisma.sql`
    SELECT r.call_created_at, r.call_id FROM call_review r
    WHERE ${Prisma.join([...conditions, judgement], " AND ")} ${inOrder(stretch, REVIEW)} LIMIT ${stretch.limit}`;
  const given = isGiven(judgements) ? judgements : [null];
  const branches = given.map((judgement) => Prisma.sql`(${ofJudgement(isJudgement(judgement))})`);
  return Prisma.sql`SELECT r.call_id AS id FROM (${Prisma.join(branches, " UNION ALL ")}) AS r
    ${inOrder(stretch, REVIEW)} LIMIT ${stretch.limit}`;
}

function isJudgement(judgement: string | null): Prisma.Sql {
  if (judgement === null) return Prisma.sql`true`;
  return judgement === "none" ? Prisma.sql`r.judgement IS NULL` : Prisma.sql`r.judgement = ${judgement}`;
}

function ofConversation({ conversationId }: CallFilter): Prisma.Sql[] {
  if (conversationId === undefined) return [];
  return [
    Prisma.sql`r.call_id IN (SELECT c.id FROM model_call c WHERE c.shop_id = r.shop_id AND c.conversation_id = ${conversationId}::uuid)`,
  ];
}

function ofCall(shopId: string, filter: CallFilter, stretch: Stretch): Prisma.Sql {
  const { conversationId, judgements } = filter;
  const conditions = [Prisma.sql`m.shop_id = ${shopId}`, ...beyond(filter, stretch, CALL)];
  if (conversationId !== undefined) conditions.push(Prisma.sql`m.conversation_id = ${conversationId}::uuid`);
  // A scalar subquery is looked up row by row; NOT EXISTS may become a join that reads all reviews first.
  if (isGiven(judgements))
    conditions.push(Prisma.sql`COALESCE((SELECT r.judgement FROM call_review r WHERE r.shop_id = m.shop_id AND r.call_id = m.id), 'none')
      = ANY(${judgements}::text[])`);
  return Prisma.join(conditions, " AND ");
}

type Place = { readonly time: Prisma.Sql; readonly id: Prisma.Sql };

const CALL: Place = { time: Prisma.sql`m.created_at`, id: Prisma.sql`m.id` };
const REVIEW: Place = { time: Prisma.sql`r.call_created_at`, id: Prisma.sql`r.call_id` };

/** The log's order is newest first, and by id within one millisecond. The first comparison is what an index can begin at. */
function beyond({ from, to }: CallFilter, stretch: Stretch, { time, id }: Place): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (from !== undefined) conditions.push(Prisma.sql`${time} >= ${from}::timestamptz`);
  if (to !== undefined) conditions.push(Prisma.sql`${time} < ${to}::timestamptz`);
  if (stretch.from === undefined) return conditions;
  const lastId = stretch.from.id;
  const at = Prisma.sql`${stretch.from.createdAt.toISOString()}::timestamptz`;
  const isBeyond =
    stretch.towards === "older"
      ? Prisma.sql`${time} <= ${at} AND (${time} < ${at} OR ${id} > ${lastId}::uuid)`
      : Prisma.sql`${time} >= ${at} AND (${time} > ${at} OR ${id} < ${lastId}::uuid)`;
  return [...conditions, isBeyond];
}

function inOrder({ towards }: Stretch, { time, id }: Place): Prisma.Sql {
  return towards === "older"
    ? Prisma.sql`ORDER BY ${time} DESC, ${id} ASC`
    : Prisma.sql`ORDER BY ${time} ASC, ${id} DESC`;
}

function isGiven<T>(values: readonly T[] | undefined): values is readonly T[] {
  return values !== undefined && values.length > 0;
}
