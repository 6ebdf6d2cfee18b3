import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { closeDatabase, withTenant, type TenantTx } from "~/db.server";
import { logger } from "~/logger.server";
import { verifyChain } from "./verify-chain";
import { closeSender } from "~/modules/jobs/sender.server";
import { startWorkers } from "~/modules/jobs/start-workers.server";
import { advanceRotation } from "~/modules/keys/advance-rotation.server";
import { getKeyStatus } from "~/modules/keys/get-key-status.server";
import { keysHandlers } from "~/modules/keys/keys-jobs.server";
import { requestRotation } from "~/modules/keys/request-rotation.server";
import { rotateMasterKey } from "~/modules/keys/rotate-master-key.server";
import { runRotation } from "~/modules/keys/run-rotation.server";
import { decryptMessage, encryptAttachments, encryptBody } from "~/modules/support-chat/message-crypto.server";
import { customerHash } from "~/modules/tenancy/customer-hash.server";
import { sessionStorage } from "~/modules/tenancy/session-storage.server";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { destroySubject } from "~/modules/vault/destroy-subject.server";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import { bytesToUuid } from "~/modules/vault/key-id";
import { localKeyProvider } from "~/modules/vault/local-key-provider.server";
import { readKeyId } from "~/modules/vault/sealed-box";
import { setVaultProvider } from "~/modules/vault/vault-provider.server";
import { Session } from "@shopify/shopify-api";
import { asOwner, newShopId } from "./owner";

afterEach(() => setVaultProvider(undefined));
afterAll(async () => {
  await closeSender();
  await closeDatabase();
});

const { signal } = new AbortController();
const NO_ATTACHMENTS = { sources: [], cards: [], orders: [], loginOffered: false };
const run = (shop: Shop, id: string) => runRotation(shop, id, { forMs: 60_000, signal, settleMs: 0 });

type Shop = ReturnType<typeof systemShop>;
type Written = { readonly id: string; readonly conversationId: string; readonly text: string };

/** A shop with a session, and conversations of one message each. */
async function shopWithData(conversations: number): Promise<{ shop: Shop; written: Written[] }> {
  const shop = systemShop(newShopId(), "test");
  const session = { id: `offline_${shop.shopId}`, shop: shop.shopId, state: "", isOnline: false };
  await sessionStorage.storeSession(new Session({ ...session, accessToken: "shpat_kept", refreshToken: "shprt_kept" }));
  const written: Written[] = [];
  for (let n = 0; n < conversations; n += 1) {
    await withTenant(shop, async (tx) => {
      const conversationId = crypto.randomUUID();
      await tx.conversation.create({
        data: { shopId: shop.shopId, id: conversationId, customerHash: await customerHash(tx, shop, "7001") },
      });
      written.push(await writeMessage(tx, shop, conversationId, `text ${n}`));
    });
  }
  return { shop, written };
}

async function writeMessage(tx: TenantTx, shop: Shop, conversationId: string, text: string): Promise<Written> {
  const id = crypto.randomUUID();
  const body = await encryptBody(tx, shop, conversationId, id, text);
  const attachments = await encryptAttachments(tx, shop, conversationId, id, NO_ATTACHMENTS);
  const turn = { turnId: crypto.randomUUID(), author: "shopper" };
  await tx.message.create({ data: { shopId: shop.shopId, id, conversationId, ...turn, body, attachments } });
  return { id, conversationId, text };
}

async function expectReadable(shop: Shop, written: readonly Written[]): Promise<void> {
  for (const { id, text } of written) {
    const read = await withTenant(shop, async (tx) => {
      const row = await tx.message.findUniqueOrThrow({ where: { shopId_id: { shopId: shop.shopId, id } } });
      return decryptMessage(tx, shop, row);
    });
    expect(read.text).toBe(text);
    expect(read.attachments).not.toBeNull();
  }
  expect((await sessionStorage.loadSession(`offline_${shop.shopId}`))?.refreshToken).toBe("shprt_kept");
}

const listKeys = (shop: Shop) => withTenant(shop, (tx) => tx.dataKey.findMany({ orderBy: { subject: "asc" } }));
const rotationOf = (shop: Shop) => withTenant(shop, (tx) => tx.keyRotation.findFirstOrThrow());

describe("rotation of a shop's keys", () => {
  it("encrypts everything anew under new keys, deletes the old ones, and says so in the audit log", async () => {
    const { shop, written } = await shopWithData(5);
    const before = await listKeys(shop);
    const hash = await withTenant(shop, (tx) => customerHash(tx, shop, "7001"));
    const id = await requestRotation(shop, "all");
    expect(await requestRotation(shop, "shop"), "one at a time").toBe(id);
    expect(await run(shop, id)).toEqual({ next: "end" });
    await expectReadable(shop, written);
    const after = await listKeys(shop);
    expect(after.map(({ subject }) => subject)).toEqual(before.map(({ subject }) => subject));
    const kept = after.filter((key) => before.some((old) => old.id === key.id)).map(({ subject }) => subject);
    expect(kept).toEqual(["blind-index"]);
    expect(await withTenant(shop, (tx) => customerHash(tx, shop, "7001"))).toEqual(hash);
    // 5 bodies, 5 attachments, 2 tokens.
    expect(await rotationOf(shop)).toMatchObject({ state: "done", valuesChanged: 12, keysDeleted: before.length - 1 });
    const events = await withTenant(shop, (tx) => tx.auditEvent.findMany({ orderBy: { seq: "asc" } }));
    expect(events.map(({ type }) => type)).toEqual(["key.rotation_started", "key.rotated"]);
    expect(await verifyChain(shop)).toMatchObject({ ok: true });
    expect((await getKeyStatus(shop)).rotation).toMatchObject({ state: "done", percent: 100, problem: null });
  });

  it("of the shop alone leaves the conversations' keys and wraps them anew", async () => {
    const { shop, written } = await shopWithData(3);
    const before = await listKeys(shop);
    await run(shop, await requestRotation(shop, "shop"));
    await expectReadable(shop, written);
    const after = await listKeys(shop);
    const gone = before.filter((key) => !after.some((other) => other.id === key.id)).map(({ subject }) => subject);
    expect(gone).toEqual(["shop", "wrapping"]);
    const wrapping = after.find(({ subject }) => subject === "wrapping");
    const others = after.filter(({ subject }) => subject !== "wrapping");
    expect(new Set(others.map(({ wrappedBy }) => wrappedBy))).toEqual(new Set([`key:${wrapping?.id}`]));
  });

  it("goes on while others read and write with the keys they have cached", async () => {
    const { shop, written } = await shopWithData(30);
    vi.resetModules();
    const database = await import("~/db.server");
    const crypto2 = await import("~/modules/support-chat/message-crypto.server");
    const id = await requestRotation(shop, "all");
    let busy = true;
    const late: Written[] = [];
    const conversationId = written[0]?.conversationId ?? "";
    const writing = (async () => {
      while (busy) {
        await database.withTenant(shop, async (tx) => {
          const messageId = crypto.randomUUID();
          const body = await crypto2.encryptBody(tx, shop, conversationId, messageId, "late");
          const attachments = await crypto2.encryptAttachments(tx, shop, conversationId, messageId, NO_ATTACHMENTS);
          const turn = { turnId: crypto.randomUUID(), author: "shopper" };
          await tx.message.create({
            data: { shopId: shop.shopId, id: messageId, conversationId, ...turn, body, attachments },
          });
          late.push({ id: messageId, conversationId, text: "late" });
        });
        const some = await database.withTenant(shop, (tx) => tx.message.findMany({ take: 5 }));
        for (const row of some) await database.withTenant(shop, (tx) => crypto2.decryptMessage(tx, shop, row));
      }
    })();
    try {
      await runRotation(shop, id, { forMs: 60_000, signal, settleMs: 300 });
      for (let advance = await run(shop, id); advance.next !== "end"; advance = await run(shop, id))
        await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      busy = false;
      await writing;
    }
    expect(late.length).toBeGreaterThan(5);
    await expectReadable(shop, [...written, ...late]);
    expect(await withTenant(shop, (tx) => tx.dataKey.count({ where: { retiredAt: { not: null } } }))).toBe(0);
    await database.closeDatabase();
  });

  it("does not bring a subject back that is erased in the middle", async () => {
    const { shop, written } = await shopWithData(4);
    const erased = written[1]?.conversationId ?? "";
    const id = await requestRotation(shop, "all");
    const step = () => withTenant(shop, (tx) => advanceRotation(tx, shop, id, 0));
    while ((await rotationOf(shop)).step !== "reencrypt") await step();
    await withTenant(shop, (tx) => destroySubject(tx, shop, `conversation:${erased}`));
    await run(shop, id);
    const keys = await listKeys(shop);
    expect(keys.filter(({ subject }) => subject === `conversation:${erased}`).map(({ wrapped }) => wrapped)).toEqual([
      null,
    ]);
    await expectReadable(
      shop,
      written.filter(({ conversationId }) => conversationId !== erased),
    );
  });

  it("carries large values over a few at a time", async () => {
    const shop = systemShop(newShopId(), "test");
    const exportId = crypto.randomUUID();
    const parts = Array.from({ length: 6 }, () => crypto.randomUUID());
    const bodyOf = (row: string) => ({ table: "call_export_part", column: "body", row });
    const body = "x".repeat(2 * 1024 * 1024);
    await withTenant(shop, async (tx) => {
      const wanted = { format: "jsonl", filters: {}, total: 6, createdBy: "1", expiresAt: new Date() };
      await tx.callExport.create({ data: { shopId: shop.shopId, id: exportId, ...wanted } });
      for (const [position, row] of parts.entries()) {
        const sealed = await encryptField(tx, shop, bodyOf(row), body);
        await tx.callExportPart.create({
          data: { shopId: shop.shopId, id: row, exportId, position, conversationIds: [], body: sealed },
        });
      }
    });
    const id = await requestRotation(shop, "shop");
    const changed: number[] = [];
    for (let last = 0, ended = false; !ended;) {
      ended = (await withTenant(shop, (tx) => advanceRotation(tx, shop, id, 0))).next === "end";
      const { valuesChanged } = await rotationOf(shop);
      if (valuesChanged > last) changed.push(valuesChanged - last);
      last = valuesChanged;
    }
    // 8 MiB are reached with the fourth.
    expect(changed).toEqual([4, 2]);
    const rows = await withTenant(shop, (tx) => tx.callExportPart.findMany({ where: { shopId: shop.shopId } }));
    for (const { id: row, body: sealed } of rows)
      expect((await withTenant(shop, (tx) => decryptField(tx, shop, bodyOf(row), sealed))) === body).toBe(true);
  });

  it("erases with the new key what it had carried over before", async () => {
    const { shop, written } = await shopWithData(2);
    const erased = written[0];
    await run(shop, await requestRotation(shop, "all"));
    await withTenant(shop, (tx) => destroySubject(tx, shop, `conversation:${erased?.conversationId ?? ""}`));
    await expect(expectReadable(shop, written.slice(0, 1))).rejects.toMatchObject({ code: "internal" });
  });

  it("keeps the old key of a value that cannot be read, and goes on", async () => {
    const { shop, written } = await shopWithData(2);
    const [broken] = written;
    const keyId = await withTenant(shop, async (tx) => {
      const where = { shopId_id: { shopId: shop.shopId, id: broken?.id ?? "" } };
      const { body } = await tx.message.findUniqueOrThrow({ where });
      const changed = new Uint8Array(body);
      changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
      await tx.message.update({ where, data: { body: changed } });
      return bytesToUuid(readKeyId(body));
    });
    const errors = vi.spyOn(logger, "error").mockImplementation(() => undefined);
    await run(shop, await requestRotation(shop, "all"));
    expect(errors).toHaveBeenCalled();
    errors.mockRestore();
    await expectReadable(shop, written.slice(1));
    expect((await listKeys(shop)).map(({ id }) => id)).toContain(keyId);
    expect(await rotationOf(shop)).toMatchObject({ state: "done", keptKeys: [keyId] });
  });

  it("goes on in another process after kill -9, and repeats nothing", async () => {
    const { shop, written } = await shopWithData(120);
    const id = await requestRotation(shop, "all");
    const cache = join(process.cwd(), ".cache");
    mkdirSync(cache, { recursive: true });
    const folder = mkdtempSync(join(cache, "rotation-"));
    try {
      const file = join(folder, "rotation-process.js");
      await build({
        entryPoints: ["tests/support/rotation-process.ts"],
        outfile: file,
        bundle: true,
        platform: "node",
        format: "esm",
        packages: "external",
        alias: { "~": join(process.cwd(), "app") },
        logLevel: "silent",
      });
      const start = (): ChildProcess => spawn(process.execPath, [file, shop.shopId, id], { stdio: "inherit" });
      const first = start();
      await vi.waitFor(async () => expect((await rotationOf(shop)).valuesChanged).toBeGreaterThan(0), {
        timeout: 60_000,
        interval: 5,
      });
      first.kill("SIGKILL");
      await once(first, "exit");
      const cut = await rotationOf(shop);
      expect(cut).toMatchObject({ state: "running", pass: 1 });
      await expectReadable(shop, written.slice(0, 10));
      const [code] = (await once(start(), "exit")) as [number | null];
      expect(code).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
    await expectReadable(shop, written);
    const values = 2 * written.length + 2;
    expect(await rotationOf(shop)).toMatchObject({ state: "done", valuesChanged: values });
  }, 180_000);

  it("is done by the worker", async () => {
    const { shop, written } = await shopWithData(2);
    const id = await requestRotation(shop, "all");
    const stop = await startWorkers(keysHandlers);
    try {
      const settling = async () => expect(await rotationOf(shop)).toMatchObject({ id, pass: 2 });
      await vi.waitFor(settling, { timeout: 15_000, interval: 100 });
    } finally {
      await stop();
    }
    // What the worker waits for is that no process writes with an old key any more.
    const { notBefore, valuesChanged } = await rotationOf(shop);
    expect(valuesChanged).toBe(6);
    expect(notBefore?.getTime()).toBeGreaterThan(Date.now() + 60_000);
    await expectReadable(shop, written);
  });
});

describe("rotation of the master key", () => {
  it("swaps the file, wraps every shop anew while others run on, then removes the old file", async () => {
    const folder = mkdtempSync(join(tmpdir(), "inhouse-master-"));
    const file = join(folder, "master.key");
    copyFileSync(process.env["VAULT_KEY_FILE"] ?? "", file);
    setVaultProvider(localKeyProvider(file));
    const shops = [await shopWithData(2), await shopWithData(1)];
    const lines: string[] = [];
    const rotate = (commitMs: number) =>
      rotateMasterKey({ file, keepOld: false, say: (line) => lines.push(line), signal, commitMs });
    // Other tests' shops are wrapped anew too.
    expect(await rotate(0)).toBeGreaterThanOrEqual(2);
    for (const { shop, written } of shops) await expectReadable(shop, written);
    expect(readdirSync(folder)).toEqual(["master.key"]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { masterKeyId } = localKeyProvider(file);
    for (const { shop } of shops) {
      const wrapping = (await listKeys(shop)).filter(({ subject }) => subject === "wrapping");
      expect(wrapping.map(({ wrappedBy }) => wrappedBy)).toEqual([masterKeyId()]);
    }
    expect(lines.join("\n")).toMatch(/New master key local:/);
    copyFileSync(file, process.env["VAULT_KEY_FILE"] ?? "");
    expect(existsSync(file)).toBe(true);
    rmSync(folder, { recursive: true });
  });

  it("tells the app's role which master keys are in use, and no more of other shops", async () => {
    const { shop } = await shopWithData(1);
    const other = { shopId: newShopId() };
    const [use, keys, byOwner] = await withTenant(other, async (tx) => [
      await tx.$queryRaw<{ shop_id: string }[]>`SELECT * FROM master_key_use()`,
      await tx.dataKey.count(),
      await asOwner(async (client) => (await client.query("SELECT 1 FROM key_rotation")).rowCount),
    ]);
    expect(use.find(({ shop_id: shopId }) => shopId === shop.shopId)).toBeDefined();
    expect(Object.keys(use[0] ?? {})).toEqual(["shop_id", "wrapped_by", "keys"]);
    expect(keys).toBe(0);
    expect(byOwner).toBeDefined();
  });
});
