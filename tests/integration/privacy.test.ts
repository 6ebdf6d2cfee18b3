import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { closeDatabase, withTenant } from "~/db.server";
import { verifyChain } from "./verify-chain";
import { closeSender } from "~/modules/jobs/sender.server";
import { fulfilRequest } from "~/modules/privacy/fulfil-request.server";
import type { PersonalDataHolder } from "~/modules/privacy/privacy-types";
import { listRequests } from "~/modules/privacy/list-requests.server";
import { openExport } from "~/modules/privacy/open-export.server";
import { renderExport, type ExportFormat } from "~/modules/privacy/render-export";
import { requestByStaff, StaffRequest } from "~/modules/privacy/request-by-staff.server";
import { retryRequest } from "~/modules/privacy/retry-request.server";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import { personalDataHolders } from "~/personal-data.server";
import { findInDatabase } from "./database-search";
import { asOwner } from "./owner";
import {
  addConversation,
  CANARY,
  CUSTOMER,
  eventTypes,
  fulfil,
  receive,
  shopWithChats,
  tablesWithRows,
  type Shop,
} from "./privacy-shop";

afterEach(() => {
  vi.restoreAllMocks();
});

afterAll(async () => {
  await closeSender();
  await closeDatabase();
});

const [, chat] = personalDataHolders;

const getRequest = (shop: Shop, id: string) =>
  withTenant(shop, (tx) => tx.privacyRequest.findUniqueOrThrow({ where: { shopId_id: { shopId: shop.shopId, id } } }));

async function download(shop: Shop, requestId: string, format: ExportFormat): Promise<string> {
  const { facts, parts } = await openExport(shop, requestId, format);
  let text = "";
  for await (const piece of renderExport(format, facts, parts)) text += piece;
  return text;
}

describe("customers/redact", () => {
  it("erases the customer's conversations and nobody else's, once, with counts and a tombstone that proves it", async () => {
    const { shop, own, guest } = await shopWithChats();
    const kept = await withTenant(shop, (tx) => tx.message.findFirstOrThrow({ where: { conversationId: own } }));
    const requestId = await receive(shop, "CUSTOMERS_REDACT", { customer: { id: 7001, email: "ada@example.com" } });
    await fulfil(shop, requestId);
    await fulfil(shop, requestId);
    await withTenant(shop, async (tx) => {
      expect((await tx.conversation.findMany()).map(({ id }) => id)).toEqual([guest]);
      const row = await tx.privacyRequest.findFirstOrThrow();
      expect(row).toMatchObject({
        state: "done",
        attempts: 1,
        result: { "support_chat.conversations": 1, "support_chat.messages": 1, "support_chat.calls": 1 },
      });
      const event = await tx.auditEvent.findFirstOrThrow({ where: { type: "customer.redacted" } });
      expect([row.eventSeq, row.eventHash]).toEqual([event.seq, event.hash]);
      expect(await tx.budgetScope.count({ where: { scope: `conversation:${own}` } })).toBe(0);
      // A copy of the row, from a backup of the messages only, cannot be read without the destroyed key.
      const field = { table: "message", column: "body", row: kept.id, subject: `conversation:${own}` };
      await expect(decryptField(tx, shop, field, kept.body)).rejects.toMatchObject({ code: "internal" });
    });
    expect((await eventTypes(shop)).slice(2)).toEqual([
      "privacy_request.received",
      "subject_keys.destroyed",
      "customer.redacted",
    ]);
    expect(await verifyChain(shop)).toEqual({ ok: true, rows: 5 });
  });

  it("leaves nothing of the customer in any table, in plain or for whoever has all the keys that are left", async () => {
    const { shop } = await shopWithChats();
    await fulfil(shop, await receive(shop, "CUSTOMERS_DATA_REQUEST"));
    expect(await findInDatabase(shop, CANARY)).toEqual([
      "conversation.placeholders decrypted",
      "message.body decrypted",
      "model_call.released decrypted",
      "model_call.request decrypted",
      "privacy_export.body decrypted",
    ]);
    await fulfil(shop, await receive(shop, "CUSTOMERS_REDACT"));
    expect(await findInDatabase(shop, CANARY)).toEqual([]);
    // The guest's is still there to be found: the search itself works.
    expect(await findInDatabase(shop, "Norway")).toContain("message.body decrypted");
  });

  it("is done in whole or not at all, notes why it failed, and is done by the next try", async () => {
    const { shop, own } = await shopWithChats();
    const requestId = await receive(shop, "CUSTOMERS_REDACT");
    const failing = [
      ...personalDataHolders,
      { ...chat, name: "later", eraseConversations: () => Promise.reject(new Error("cut off")) },
    ];
    await expect(fulfilRequest(shop, requestId, failing)).rejects.toThrow("cut off");
    expect(await withTenant(shop, (tx) => tx.conversation.count({ where: { id: own } }))).toBe(1);
    expect(await getRequest(shop, requestId)).toMatchObject({ state: "received", attempts: 1 });
    const { requests } = await listRequests(shop, undefined);
    expect(requests[0]).toMatchObject({ state: "failing", proof: null });
    expect(requests[0]?.lastError).not.toContain("cut off");
    await retryRequest(shop, requestId);
    await fulfil(shop, requestId);
    expect(await getRequest(shop, requestId)).toMatchObject({ state: "done", attempts: 2, lastError: null });
    expect(await withTenant(shop, (tx) => tx.conversation.count({ where: { id: own } }))).toBe(0);
  });

  it("is answered also when Shopify knows the person by e-mail only: nothing is kept under an address", async () => {
    const { shop } = await shopWithChats();
    const requestId = await receive(shop, "CUSTOMERS_REDACT", { customer: { email: "guest@example.com" } });
    await fulfil(shop, requestId);
    expect(await getRequest(shop, requestId)).toMatchObject({ state: "done", result: { found: 0 } });
    expect(await withTenant(shop, (tx) => tx.conversation.count())).toBe(2);
    expect(await findInDatabase(shop, "guest@example.com")).toEqual([]);
  });

  it("by staff takes the same path, and only with the word that confirms it", async () => {
    const { shop, guest } = await shopWithChats();
    expect(StaffRequest.safeParse({ kind: "erase", customer: CUSTOMER, confirm: "yes" }).success).toBe(false);
    expect(StaffRequest.safeParse({ kind: "erase", customer: "ada@example.com", confirm: "erase" }).success).toBe(
      false,
    );
    const wish = StaffRequest.parse({ kind: "erase", customer: "gid://shopify/Customer/7001", confirm: "Erase" });
    const requestId = await requestByStaff(shop, wish, personalDataHolders);
    await fulfil(shop, requestId);
    expect(await getRequest(shop, requestId)).toMatchObject({ origin: "staff", state: "done" });
    expect((await withTenant(shop, (tx) => tx.conversation.findMany())).map(({ id }) => id)).toEqual([guest]);
    expect(await eventTypes(shop)).toContain("customer.redacted");
  });
});

describe("customers/data_request", () => {
  it("makes a copy of everything, as JSON and as a page, for staff of this shop only; each download is in the audit log", async () => {
    const { shop, own } = await shopWithChats();
    const other = await shopWithChats();
    const payload = { customer: { id: 7001 }, orders_requested: [1], data_request: { id: 9999 } };
    const requestId = await receive(shop, "CUSTOMERS_DATA_REQUEST", payload);
    await expect(openExport(shop, requestId, "json")).rejects.toMatchObject({ code: "conflict" });
    await fulfil(shop, requestId);
    await fulfil(shop, requestId);
    const json: unknown = JSON.parse(await download(shop, requestId, "json"));
    expect(json).toMatchObject({
      shop: shop.shopId,
      shopifyRequest: "9999",
      conversations: [
        {
          id: own,
          messages: [{ author: "shopper", text: `My name is ${CANARY}` }],
          placeholders: [{ placeholder: "[NAME_1]", value: `My name is ${CANARY}` }],
          calls: [
            {
              sent: JSON.stringify({ model: "test", messages: [{ role: "user", content: `My name is ${CANARY}` }] }),
              returned: "Yes.",
              released: `My name is ${CANARY}`,
            },
          ],
        },
      ],
    });
    const html = await download(shop, requestId, "html");
    expect(html).toContain(CANARY);
    expect(html).not.toContain("Norway");
    expect(await eventTypes(shop)).toEqual(
      expect.arrayContaining(["customer.exported", "privacy_request.downloaded", "privacy_request.downloaded"]),
    );
    for (const open of [openExport(other.shop, requestId, "json"), retryRequest(other.shop, requestId)])
      await expect(open).rejects.toMatchObject({ code: "not_found" });
  });

  it("keeps the copy encrypted, and takes it away with the customer, also while it is being made", async () => {
    const { shop } = await shopWithChats();
    await addConversation(shop, { id: crypto.randomUUID(), customerId: CUSTOMER, text: "second" });
    const requestId = await receive(shop, "CUSTOMERS_DATA_REQUEST");
    let made = 0;
    const interrupted: PersonalDataHolder = {
      ...chat,
      exports: {
        listParts: chat.exports.listParts,
        exportPart: async (...args) => {
          made += 1;
          if (made > 1) throw new Error("cut off");
          return chat.exports.exportPart(...args);
        },
      },
    };
    await expect(fulfilRequest(shop, requestId, [interrupted])).rejects.toThrow("cut off");
    const parts = () => withTenant(shop, (tx) => tx.privacyExport.findMany());
    expect(await parts()).toHaveLength(1);
    expect(Buffer.from((await parts())[0]?.body ?? []).includes("Ada")).toBe(false);
    const first = (await parts())[0]?.id;
    // The next try goes on with what is missing.
    await fulfil(shop, requestId);
    expect((await parts()).map(({ id }) => id)).toEqual([first, expect.any(String)]);
    await fulfil(shop, await receive(shop, "CUSTOMERS_REDACT"));
    expect(await parts()).toEqual([]);
    await expect(openExport(shop, requestId, "json")).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("shop/redact", () => {
  it("leaves nothing but the audit chain, and another shop untouched", async () => {
    const { shop } = await shopWithChats();
    await fulfil(shop, await receive(shop, "CUSTOMERS_DATA_REQUEST"));
    const other = await shopWithChats();
    const before = await tablesWithRows(other.shop.shopId);
    await fulfil(shop, await receive(shop, "SHOP_REDACT"));
    expect(await tablesWithRows(shop.shopId)).toEqual(["audit_event"]);
    expect(await tablesWithRows(other.shop.shopId)).toEqual(before);
    expect((await eventTypes(shop)).slice(-2)).toEqual(["shop.redaction_started", "shop.redacted"]);
    expect(await verifyChain(shop)).toMatchObject({ ok: true });
    expect(await findInDatabase(shop, CANARY)).toEqual([]);
    const jobs = await asOwner((client) =>
      client.query("SELECT FROM pgboss.job WHERE data->>'shopId' = $1", [shop.shopId]),
    );
    expect(jobs.rowCount).toBe(0);
  });

  it("takes a table that nobody has told it of", async () => {
    const { shop } = await shopWithChats();
    await asOwner(async (client) => {
      await client.query(
        `CREATE TABLE forgotten (shop_id text, id int, PRIMARY KEY (shop_id, id)); GRANT ALL ON forgotten TO inhouse_app`,
      );
      await client.query("INSERT INTO forgotten SELECT $1, n FROM generate_series(1, 12000) n", [shop.shopId]);
    });
    try {
      await fulfil(shop, await receive(shop, "SHOP_REDACT"));
      expect(await tablesWithRows(shop.shopId)).toEqual(["audit_event"]);
    } finally {
      await asOwner((client) => client.query("DROP TABLE forgotten"));
    }
  });

  it("goes on where it was cut off, unreadable from the first moment", async () => {
    const { shop } = await shopWithChats();
    const requestId = await receive(shop, "SHOP_REDACT");
    // The app's role may not delete from this one: the erasure stops there.
    await asOwner(async (client) => {
      await client.query(
        `CREATE TABLE aa_stubborn (shop_id text, id int, PRIMARY KEY (shop_id, id)); GRANT SELECT ON aa_stubborn TO inhouse_app`,
      );
      await client.query("INSERT INTO aa_stubborn VALUES ($1, 1)", [shop.shopId]);
    });
    try {
      await expect(fulfil(shop, requestId)).rejects.toThrow();
      expect(await getRequest(shop, requestId)).toMatchObject({ state: "received", attempts: 1 });
      expect(await findInDatabase(shop, CANARY)).toEqual([]);
    } finally {
      await asOwner((client) => client.query("DROP TABLE aa_stubborn"));
    }
    await fulfil(shop, requestId);
    expect(await tablesWithRows(shop.shopId)).toEqual(["audit_event"]);
    expect((await eventTypes(shop)).filter((type) => type === "shop.redacted")).toHaveLength(1);
    await fulfil(shop, requestId);
    expect((await eventTypes(shop)).filter((type) => type === "shop.redacted")).toHaveLength(1);
  });
});
