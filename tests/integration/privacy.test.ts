import { afterAll, describe, expect, it } from "vitest";
import { closeDatabase, withTenant } from "~/db.server";
import { verifyChain } from "~/modules/audit/verify-chain.server";
import { closeSender } from "~/modules/jobs/sender.server";
import { privacyHandlers } from "~/modules/privacy/privacy-jobs.server";
import { privacyWebhooks } from "~/modules/privacy/privacy-webhooks.server";
import { eraseCustomer } from "~/modules/support-chat/erase-customer.server";
import { exportCustomer } from "~/modules/support-chat/export-customer.server";
import { customerHash } from "~/modules/tenancy/customer-hash.server";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import { asOwner, newShopId } from "./owner";

const holders = [{ name: "support_chat", eraseCustomer, exportCustomer }];

afterAll(async () => {
  await closeSender();
  await closeDatabase();
});

/** A shop with one conversation of customer 7001 and one of a guest. */
async function shopWithChats() {
  const shop = systemShop(newShopId(), "test");
  const [own, guest] = [crypto.randomUUID(), crypto.randomUUID()];
  await withTenant(shop, async (tx) => {
    await tx.shop.create({ data: { shopId: shop.shopId } });
    const hash = await customerHash(tx, shop, "gid://shopify/Customer/7001");
    for (const [id, hashOrGuest] of [
      [own, hash],
      [guest, null],
    ] as const) {
      await tx.conversation.create({ data: { shopId: shop.shopId, id, customerHash: hashOrGuest } });
      const messageId = crypto.randomUUID();
      const field = { table: "message", column: "body", row: messageId, subject: `conversation:${id}` };
      const body = await encryptField(tx, shop, field, "My name is Ada");
      await tx.message.create({
        data: {
          shopId: shop.shopId,
          id: messageId,
          conversationId: id,
          turnId: crypto.randomUUID(),
          author: "shopper",
          body,
        },
      });
    }
  });
  return { shop, own, guest };
}

type Shop = Awaited<ReturnType<typeof shopWithChats>>["shop"];

async function receive(shop: Shop, topic: string): Promise<string> {
  const accept = privacyWebhooks.find((webhook) => webhook.topic === topic)?.accept;
  await accept?.(shop, { customer: { id: 7001, email: "ada@example.com" } }, "w1");
  const newest = await withTenant(shop, (tx) =>
    tx.privacyRequest.findFirstOrThrow({ orderBy: { receivedAt: "desc" } }),
  );
  return newest.id;
}

async function fulfil(shop: Shop, requestId: string): Promise<void> {
  for (const { run } of privacyHandlers(holders))
    await run({ shopId: shop.shopId, requestId }, new AbortController().signal);
}

describe("customers/redact", () => {
  it("erases the customer's conversations and nobody else's, once, with counts and a tombstone", async () => {
    const { shop, own, guest } = await shopWithChats();
    const kept = await withTenant(shop, (tx) => tx.message.findFirstOrThrow({ where: { conversationId: own } }));
    const requestId = await receive(shop, "CUSTOMERS_REDACT");
    await fulfil(shop, requestId);
    await fulfil(shop, requestId);
    await withTenant(shop, async (tx) => {
      expect((await tx.conversation.findMany()).map(({ id }) => id)).toEqual([guest]);
      expect(await tx.privacyRequest.findFirst()).toMatchObject({
        state: "done",
        result: { "support_chat.conversations": 1, "support_chat.messages": 1 },
      });
      const events = await tx.auditEvent.findMany();
      expect(events.map(({ type }) => type)).toEqual([
        "privacy_request.received",
        "subject_keys.destroyed",
        "customer.redacted",
      ]);
      // A copy of the row, from a backup of the messages only, cannot be read without the destroyed key.
      const field = { table: "message", column: "body", row: kept.id, subject: `conversation:${own}` };
      await expect(decryptField(tx, shop, field, kept.body)).rejects.toMatchObject({ code: "internal" });
    });
    expect(await verifyChain(shop)).toEqual({ ok: true, rows: 3 });
  });
});

describe("customers/data_request", () => {
  it("keeps an encrypted export that a later redaction takes away", async () => {
    const { shop } = await shopWithChats();
    const requestId = await receive(shop, "CUSTOMERS_DATA_REQUEST");
    await fulfil(shop, requestId);
    const text = await withTenant(shop, async (tx) => {
      const row = await tx.privacyRequest.findUniqueOrThrow({
        where: { shopId_id: { shopId: shop.shopId, id: requestId } },
      });
      expect(row.state).toBe("done");
      expect(Buffer.from(row.export ?? []).includes("Ada")).toBe(false);
      return decryptField(
        tx,
        shop,
        { table: "privacy_request", column: "export", row: requestId },
        row.export ?? new Uint8Array(),
      );
    });
    expect(JSON.parse(text)).toMatchObject({
      support_chat: { conversations: [{ messages: [{ text: "My name is Ada" }] }] },
    });
    await fulfil(shop, await receive(shop, "CUSTOMERS_REDACT"));
    expect(await withTenant(shop, (tx) => tx.privacyRequest.count({ where: { NOT: { export: null } } }))).toBe(0);
  });
});

describe("shop/redact", () => {
  it("leaves nothing but the audit chain, and another shop untouched", async () => {
    const { shop } = await shopWithChats();
    const other = await shopWithChats();
    await fulfil(shop, await receive(shop, "SHOP_REDACT"));
    expect(await tablesWithRows(shop.shopId)).toEqual(["audit_event"]);
    expect(await tablesWithRows(other.shop.shopId)).toEqual(["conversation", "data_key", "message", "shop"]);
    expect(await verifyChain(shop)).toEqual({ ok: true, rows: 2 });
  });

  it("knows every table that there is", async () => {
    const tables = await tenantTables();
    const source = await import("node:fs").then(({ readFileSync }) =>
      readFileSync("app/modules/privacy/redact-shop.server.ts", "utf8"),
    );
    const forgotten = tables.filter(
      (table) => !table.startsWith("audit_") && !new RegExp(`^ +${table}: `, "m").test(source),
    );
    expect(forgotten).toEqual([]);
  });
});

function tenantTables(): Promise<string[]> {
  return asOwner(async (client) => {
    const { rows } = await client.query<{ table_name: string }>(
      "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'shop_id' ORDER BY 1",
    );
    return rows.map(({ table_name }) => table_name);
  });
}

async function tablesWithRows(shopId: string): Promise<string[]> {
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
