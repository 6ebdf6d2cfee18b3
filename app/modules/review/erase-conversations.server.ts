import type { TenantTx } from "~/db.server";
import type { ActingTenant } from "~/modules/audit/append-event.server";
import { lockKeys } from "~/modules/vault/lock-keys.server";

/**
 * Removes what staff wrote about conversations, the test cases made of them, and every export that holds one of their calls. Call it before
 * the conversations' keys and rows go. Nothing is appended to the audit chain here.
 * @returns how many rows of each kind went
 */
export async function eraseConversations(
  tx: TenantTx,
  { shopId }: ActingTenant,
  conversationIds: readonly string[],
): Promise<Record<string, number>> {
  // First: whoever writes such words or exports holds it, so that none is written behind this.
  await lockKeys(tx, { shopId });
  const ids = [...conversationIds];
  const ofConversations = { shopId, conversationId: { in: ids } };
  const notes = await tx.$executeRaw`
    UPDATE call_review r SET note = NULL FROM model_call c
    WHERE r.shop_id = ${shopId} AND r.note IS NOT NULL AND c.shop_id = r.shop_id AND c.id = r.call_id
      AND c.conversation_id = ANY(${ids}::uuid[])`;
  return {
    notes,
    comments: (await tx.reviewComment.deleteMany({ where: ofConversations })).count,
    test_cases: (await tx.testCase.deleteMany({ where: ofConversations })).count,
    exports: await eraseExports(tx, shopId, ids),
  };
}

/** A file that holds one of them goes as a whole: its parts hold the calls of many people. */
async function eraseExports(tx: TenantTx, shopId: string, ids: readonly string[]): Promise<number> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT export_id AS id FROM call_export_part
    WHERE shop_id = ${shopId} AND conversation_ids && ${[...ids]}::uuid[]`;
  const affected = rows.map(({ id }) => id);
  await tx.callExportPart.deleteMany({ where: { shopId, exportId: { in: affected } } });
  await tx.callExport.updateMany({ where: { shopId, id: { in: affected } }, data: { state: "erased", reason: null } });
  return affected.length;
}
