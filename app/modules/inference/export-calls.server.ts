import type { TenantRef, TenantTx } from "~/db.server";
import type { ModelCall } from "~/generated/prisma/client";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import { callField, CALL_COLUMNS } from "./call-fields";

/** One model call about a person, as it is handed out to them. */
export type ExportedCall = {
  readonly id: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly state: string;
  readonly model: string;
  readonly server: string;
  /** The JSON body that the model server got. */
  readonly sent: string | null;
  readonly returned: string | null;
  readonly released: string | null;
  /** What the answer was to be based on (JSON). */
  readonly evidence: string | null;
};

/** Every model call of one conversation, decrypted, oldest first. */
export async function exportCalls(tx: TenantTx, shop: TenantRef, conversationId: string): Promise<ExportedCall[]> {
  const rows = await tx.modelCall.findMany({
    where: { shopId: shop.shopId, conversationId },
    orderBy: { createdAt: "asc" },
  });
  const calls: ExportedCall[] = [];
  for (const row of rows) calls.push(await toExport(tx, shop, row));
  return calls;
}

async function toExport(tx: TenantTx, shop: TenantRef, row: ModelCall): Promise<ExportedCall> {
  const texts: (string | null)[] = [];
  for (const column of CALL_COLUMNS) {
    const bytes = row[column];
    texts.push(bytes && (await decryptField(tx, shop, callField(row.id, column, row.conversationId), bytes)));
  }
  const [sent = null, returned = null, released = null, evidence = null] = texts;
  const { id, state, model, endpointName: server } = row;
  return { id, createdAt: row.createdAt.toISOString(), state, model, server, sent, returned, released, evidence };
}
