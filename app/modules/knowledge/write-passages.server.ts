import { isDeepStrictEqual } from "node:util";
import type { TenantTx } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { groupBy } from "./group-by";
import { passageId, type PassageDraft } from "./passage-draft";

type Row = PassageDraft & { readonly id: string };

/**
 * Makes the given drafts the only passages of the given sources; sources whose passages are the same already are not
 * touched. Returns how many sources changed. Writers of one shop take turns until the transaction ends.
 */
export async function writePassages(
  tx: TenantTx,
  shop: ShopContext,
  sourceIds: readonly string[],
  drafts: readonly PassageDraft[],
): Promise<number> {
  await takeTurn(tx, shop);
  const next = groupBy(
    drafts.map((draft): Row => ({ id: passageId(draft), ...draft })),
    (row) => row.sourceId,
  );
  const before = groupBy(await listRows(tx, shop, sourceIds), (row) => row.sourceId);
  const changed = sourceIds.filter((id) => !isSame(before.get(id) ?? [], next.get(id) ?? []));
  await removePassages(tx, shop, changed);
  await insertRows(
    tx,
    shop,
    changed.flatMap((id) => next.get(id) ?? []),
  );
  return changed.length;
}

/** Takes the sources' passages out of the index. */
export async function removePassages(
  tx: TenantTx,
  { shopId }: ShopContext,
  sourceIds: readonly string[],
): Promise<void> {
  await tx.knowledgePassage.deleteMany({ where: { shopId, sourceId: { in: [...sourceIds] } } });
}

/** Waits until no other transaction writes passages of this shop: two that replace the same source would mix. */
export async function takeTurn(tx: TenantTx, { shopId }: ShopContext): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`knowledge ${shopId}`}, 0))`;
}

async function listRows(tx: TenantTx, { shopId }: ShopContext, sourceIds: readonly string[]) {
  return tx.knowledgePassage.findMany({ where: { shopId, sourceId: { in: [...sourceIds] } }, omit: { shopId: true } });
}

/** In SQL, since Prisma makes no rows of a table with a generated column that it cannot type. */
async function insertRows(tx: TenantTx, { shopId }: ShopContext, rows: readonly Row[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO knowledge_passage (shop_id, id, kind, source_id, locale, position, title, heading, url, text)
    SELECT ${shopId}, p.id, p.kind, p."sourceId", p.locale, p.position, p.title, p.heading, p.url, p.text
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS p (id uuid, kind text, "sourceId" text, locale text,
      position int, title text, heading text, url text, text text)`;
}

function isSame(before: readonly object[], next: readonly Row[]): boolean {
  const byId = (rows: readonly object[]) => new Map(rows.map((row) => ["id" in row ? row.id : null, row]));
  return before.length === next.length && isDeepStrictEqual(byId(before), byId(next));
}
