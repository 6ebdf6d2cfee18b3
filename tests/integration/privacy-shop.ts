import { withTenant } from "~/db.server";
import { finishCall } from "~/modules/inference/finish-call.server";
import { emptyCompletion } from "~/modules/inference/read-completion.server";
import { recordCall } from "~/modules/inference/record-call.server";
import { fulfilRequest } from "~/modules/privacy/fulfil-request.server";
import { privacyWebhooks } from "~/modules/privacy/privacy-webhooks.server";
import { customerHash } from "~/modules/tenancy/customer-hash.server";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import { personalDataHolders } from "~/personal-data.server";
import { asOwner, newShopId } from "./owner";

/** What customer 7001 said; nothing else in the database has it. */
export const CANARY = "Ada-Quastenflosser-7001";
export const CUSTOMER = "7001";

export const newTestShop = () => systemShop(newShopId(), "test");
export type Shop = ReturnType<typeof newTestShop>;

/** An installed shop with one conversation of customer 7001 and one of a guest, each with a message and a finished model call. */
export async function shopWithChats() {
  const shop = newTestShop();
  const [own, guest] = [crypto.randomUUID(), crypto.randomUUID()];
  await withTenant(shop, (tx) => tx.shop.create({ data: { shopId: shop.shopId } }));
  await addConversation(shop, { id: own, customerId: CUSTOMER, text: `My name is ${CANARY}` });
  await addConversation(shop, { id: guest, customerId: null, text: "Do you ship to Norway?" });
  return { shop, own, guest };
}

type NewConversation = { readonly id: string; readonly customerId: string | null; readonly text: string };

export async function addConversation(shop: Shop, { id, customerId, text }: NewConversation): Promise<void> {
  const subject = `conversation:${id}`;
  await withTenant(shop, async (tx) => {
    const hash = customerId === null ? null : await customerHash(tx, shop, customerId);
    const place = { table: "conversation", column: "placeholders", row: id, subject };
    const saved = JSON.stringify([{ type: "NAME", number: 1, value: text }]);
    const placeholders = await encryptField(tx, shop, place, saved);
    await tx.conversation.create({ data: { shopId: shop.shopId, id, customerHash: hash, placeholders } });
    const messageId = crypto.randomUUID();
    const body = await encryptField(tx, shop, { table: "message", column: "body", row: messageId, subject }, text);
    const message = { id: messageId, conversationId: id, turnId: crypto.randomUUID(), author: "shopper", body };
    await tx.message.create({ data: { shopId: shop.shopId, ...message } });
    await tx.budgetScope.create({
      data: {
        shopId: shop.shopId,
        scope: subject,
        minute: new Date(),
        minuteRequests: 1,
        day: new Date(),
        dayRequests: 1,
        dayTokens: 1n,
      },
    });
  });
  await addCall(shop, "chat", { conversationId: id, text });
}

/** A finished model call. @returns its id */
export async function addCall(
  shop: Shop,
  purpose: "chat" | "copy",
  { conversationId, text = "" }: { readonly conversationId?: string; readonly text?: string } = {},
): Promise<string> {
  const body = JSON.stringify({ model: "test", messages: [{ role: "user", content: text }] });
  const about = { purpose, promptVersion: "test-1", endpoint: null, body, evidence: [] } as const;
  const call = (await recordCall(shop, { ...about, ...(conversationId ? { conversationId } : {}) })).value;
  await finishCall(shop, call, {
    outcome: { callId: call.id, state: "complete", text, withheld: [], finishReason: "stop", errorCode: null },
    completion: { ...emptyCompletion(), text: "Yes.", finishReason: "stop" },
    verdicts: [],
    fingerprint: null,
    totalMs: 1,
  });
  return call.id;
}

/** As a webhook of Shopify's brings it. @returns the request's id */
export async function receive(
  shop: Shop,
  topic: string,
  payload: object = { customer: { id: 7001 } },
): Promise<string> {
  const accept = privacyWebhooks.find((webhook) => webhook.topic === topic)?.accept;
  await accept?.(shop, payload, crypto.randomUUID());
  const newest = await withTenant(shop, (tx) =>
    tx.privacyRequest.findFirstOrThrow({ orderBy: [{ receivedAt: "desc" }, { id: "desc" }] }),
  );
  return newest.id;
}

export function fulfil(shop: Shop, requestId: string): Promise<void> {
  return fulfilRequest(shop, requestId, personalDataHolders);
}

export const eventTypes = (shop: Shop) =>
  withTenant(shop, async (tx) => {
    const events = await tx.auditEvent.findMany({ orderBy: { seq: "asc" } });
    return events.map(({ type }) => type);
  });

/** Every table with rows of shops, as the database has them. */
export function tenantTables(): Promise<string[]> {
  return asOwner(async (client) => {
    const { rows } = await client.query<{ table_name: string }>(
      "SELECT DISTINCT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'shop_id' ORDER BY 1",
    );
    return rows.map(({ table_name }) => table_name);
  });
}

/** Those that have rows of this shop. */
export async function tablesWithRows(shopId: string): Promise<string[]> {
  const tables = await tenantTables();
  return asOwner(async (client) => {
    await client.query("SELECT set_config('app.shop_id', $1, false)", [shopId]);
    const filled: string[] = [];
    for (const table of tables) {
      const { rowCount } = await client.query(`SELECT FROM "${table}" WHERE shop_id = $1 LIMIT 1`, [shopId]);
      if (rowCount) filled.push(table);
    }
    return filled;
  });
}
