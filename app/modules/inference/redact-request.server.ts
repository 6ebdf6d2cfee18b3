import { callTenantFunction, withTenant, type TenantTx } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import { askPresidio } from "./ask-presidio.server";
import type { Evidence, GovernedRequest, Turn } from "./inference-types";
import { openPlaceholders, placeholdersField } from "./open-placeholders.server";
import { Placeholders } from "./redaction/placeholders";
import { redactParts, textsToRedact } from "./redact-parts";
import type { StageResult } from "./stage-log";

export type RedactInput = Pick<GovernedRequest, "conversationId" | "knownValues" | "protectedTerms"> & {
  readonly turns: readonly Turn[];
  readonly evidence: readonly Evidence[];
  /** ISO 3166-1 alpha-2 of the shop; empty when unknown. */
  readonly countries: readonly string[];
};

export type RedactedRequest = {
  readonly turns: readonly Turn[];
  readonly evidence: readonly Evidence[];
  readonly placeholders: Placeholders;
};

/**
 * Stage "redact": replaces personal data by placeholders that stay the same within a conversation. Their map is kept encrypted in the
 * conversation's row, and `known` is what it held when the call began. When something new is found, that row is locked and everything done
 * again with what it holds then, so that two turns at once cannot give one placeholder to two values.
 */
export async function redactRequest(
  shop: ShopContext,
  input: RedactInput,
  known: Placeholders,
): Promise<StageResult<RedactedRequest>> {
  const { conversationId } = input;
  // Before the transaction: none is held while another server is asked.
  const second = await askPresidio(textsToRedact(input));
  const redacted = redactParts(input, known, second);
  if (!known.changed || conversationId === undefined) return redacted;
  return withTenant(shop, async (tx) => {
    const placeholders = await loadPlaceholders(tx, shop, conversationId);
    const result = redactParts(input, placeholders, second);
    if (placeholders.changed) await savePlaceholders(tx, shop, conversationId, placeholders);
    return result;
  });
}

/** A conversation's placeholders as they are stored, without a lock; none outside a conversation. */
export async function readPlaceholders(shop: ShopContext, conversationId: string | undefined): Promise<Placeholders> {
  if (conversationId === undefined) return new Placeholders();
  const saved = await callTenantFunction("read_placeholders", shop, [conversationId]);
  if (!(saved instanceof Uint8Array)) return new Placeholders();
  return new Placeholders(await openPlaceholders(shop, { id: conversationId, placeholders: saved }));
}

async function loadPlaceholders(tx: TenantTx, shop: ShopContext, conversationId: string): Promise<Placeholders> {
  await tx.$executeRaw`SELECT 1 FROM conversation WHERE shop_id = ${shop.shopId} AND id = ${conversationId}::uuid FOR UPDATE`;
  const row = await tx.conversation.findUnique({
    where: { shopId_id: { shopId: shop.shopId, id: conversationId } },
    select: { id: true, placeholders: true },
  });
  return new Placeholders(row ? await openPlaceholders(shop, row, tx) : []);
}

async function savePlaceholders(
  tx: TenantTx,
  shop: ShopContext,
  conversationId: string,
  { saved }: Placeholders,
): Promise<void> {
  const placeholders = await encryptField(tx, shop, placeholdersField(conversationId), JSON.stringify(saved));
  await tx.conversation.updateMany({ where: { shopId: shop.shopId, id: conversationId }, data: { placeholders } });
}
