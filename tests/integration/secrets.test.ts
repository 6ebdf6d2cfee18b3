import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { Session } from "@shopify/shopify-api";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase, withTenant } from "~/db.server";
import { AppError } from "~/lib/app-error";
import { errorResponse } from "~/lib/error-response.server";
import { scrubText } from "~/lib/scrub";
import { logger } from "~/logger.server";
import { listEndpoints } from "~/modules/inference/list-endpoints.server";
import { saveEndpoint } from "~/modules/inference/save-endpoint.server";
import { closeSender } from "~/modules/jobs/sender.server";
import { getKeyStatus } from "~/modules/keys/get-key-status.server";
import { requestRotation } from "~/modules/keys/request-rotation.server";
import { runRotation } from "~/modules/keys/run-rotation.server";
import { personalDataHolders } from "~/personal-data.server";
import { fulfilRequest } from "~/modules/privacy/fulfil-request.server";
import { privacyWebhooks } from "~/modules/privacy/privacy-webhooks.server";
import { encryptBody } from "~/modules/support-chat/message-crypto.server";
import { sessionStorage } from "~/modules/tenancy/session-storage.server";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import { localKeyProvider } from "~/modules/vault/local-key-provider.server";
import { getLiveKey } from "~/modules/vault/data-keys.server";
import { asOwner, newShopId } from "./owner";

const LEVELS = ["fatal", "error", "warn", "info", "debug", "trace"] as const;
const shop = systemShop(newShopId(), "test");
const random = () => randomBytes(12).toString("hex");
const canaries: Record<string, string> = {
  "access token": `shpat_${random()}`,
  "refresh token": `shprt_${random()}`,
  "model key": `sk-${random()}`,
  "customer's e-mail": `${random()}@example.com`,
  "shopper's words": `my words are ${random()}`,
};
const log: string[] = [];

/** Every way in which 32 bytes could be written down. */
function spellings(name: string, bytes: Uint8Array): Record<string, string> {
  const buffer = Buffer.from(bytes);
  return Object.fromEntries(
    (["hex", "base64", "base64url"] as const).map((way) => [`${name} in ${way}`, buffer.toString(way)]),
  );
}

beforeAll(async () => {
  // Where pino writes to; it has no setter of its own (pino 10, lib/symbols.js).
  Reflect.set(logger, pino.symbols.streamSym, { write: (line: string) => void log.push(line) });
  logger.level = "trace";
  await seed();
});

afterAll(async () => {
  await closeSender();
  await closeDatabase();
});

async function seed(): Promise<void> {
  const session = { id: `offline_${shop.shopId}`, shop: shop.shopId, state: "", isOnline: false };
  const [accessToken, refreshToken] = [canaries["access token"] ?? "", canaries["refresh token"] ?? ""];
  await sessionStorage.storeSession(new Session({ ...session, accessToken, refreshToken }));
  const endpoint = { intent: "save" as const, name: "GPU", baseUrl: "http://127.0.0.1:9/v1", model: "m" };
  await saveEndpoint(shop, { ...endpoint, apiKey: canaries["model key"] ?? "" });
  await withTenant(shop, async (tx) => {
    await tx.shop.create({ data: { shopId: shop.shopId } });
    const [id, conversationId] = [crypto.randomUUID(), crypto.randomUUID()];
    await tx.conversation.create({ data: { shopId: shop.shopId, id: conversationId } });
    const body = await encryptBody(
      tx,
      shop,
      conversationId,
      id,
      `${canaries["shopper's words"]} ${canaries["customer's e-mail"]}`,
    );
    const turn = { turnId: crypto.randomUUID(), author: "shopper" };
    await tx.message.create({ data: { shopId: shop.shopId, id, conversationId, ...turn, body } });
    Object.assign(canaries, spellings("shop key", (await getLiveKey(tx, shop, "shop")).key));
    Object.assign(canaries, spellings("wrapping key", (await getLiveKey(tx, shop, "wrapping")).key));
  });
  Object.assign(canaries, spellings("master key", readFileSync(process.env["VAULT_KEY_FILE"] ?? "")));
}

/** The names of the canaries in a text, however long it is. */
function found(text: string): string[] {
  return Object.entries(canaries).flatMap(([name, value]) => (text.includes(value) ? [name] : []));
}

describe("canary secrets", () => {
  it("would be found", () => {
    for (const [name, value] of Object.entries(canaries)) expect(found(`{"x":"${value}"}`)).toContain(name);
    expect(Object.keys(canaries)).toHaveLength(14);
  });

  it("are in no log line, at any level, under any name, in any message or error", () => {
    for (const value of Object.values(canaries).filter((canary) => !canary.startsWith("my words"))) {
      const error = new Error(`refused: ${value}`, {
        cause: new AppError("internal", { message: value, userMessage: "x" }),
      });
      Object.assign(error, { client: { connectionParameters: { password: value } } });
      for (const level of LEVELS) {
        logger[level](`a message with ${value} in it`);
        logger[level]({ err: error });
        logger[level](error);
        logger[level]({ some: { deep: [{ place: value }] }, other: error }, "text %s", value);
      }
    }
    for (const name of ["text", "prompt", "api_key", "Authorization"])
      logger.info({ a: { b: { [name]: canaries["shopper's words"] } } }, "x");
    expect(log.length).toBeGreaterThan(200);
    expect(found(log.join("\n"))).toEqual([]);
  });

  it("are in no response and no serialised error", async () => {
    const request = new Request(`http://localhost/app/settings`);
    for (const value of Object.values(canaries)) {
      const cause = new Error(value);
      for (const error of [
        cause,
        new AppError("keys_unavailable", { message: value, userMessage: "Try again.", cause }),
      ]) {
        const response = errorResponse(error, request);
        const sent = JSON.stringify([...response.headers]) + (await response.text());
        expect(found(sent)).toEqual([]);
      }
      expect(found(JSON.stringify(new AppError("internal", { message: value, userMessage: "x", cause })))).toEqual([]);
    }
  });

  it("are in nothing that the admin's pages are given", async () => {
    expect(found(JSON.stringify([await listEndpoints(shop), await getKeyStatus(shop)]))).toEqual([]);
  });

  it("are in no error of a value or key that cannot be read", async () => {
    const ref = { table: "session", column: "access_token", row: "elsewhere" };
    const moved = withTenant(shop, async (tx) => {
      const row = await tx.session.findFirstOrThrow();
      return decryptField(tx, shop, ref, row.accessToken);
    });
    const error: unknown = await moved.catch((reason: unknown) => reason);
    const missing: unknown = await localKeyProvider(process.env["VAULT_KEY_FILE"] ?? "")
      .unwrap(new Uint8Array(64), "local:00", { shopId: "a", subject: "b", keyId: "c" })
      .catch((reason: unknown) => reason);
    for (const failure of [error, missing]) {
      expect(failure).toBeInstanceOf(Error);
      expect(found(describeFully(failure))).toEqual([]);
    }
  });

  it("are nowhere in the database in readable form: rows, audit events, job payloads, rotations, exports", async () => {
    log.length = 0;
    const { signal } = new AbortController();
    await runRotation(shop, await requestRotation(shop, "all"), { forMs: 30_000, signal, settleMs: 0 });
    const accept = privacyWebhooks.find(({ topic }) => topic === "CUSTOMERS_DATA_REQUEST")?.accept;
    await accept?.(shop, { customer: { id: 7001, email: canaries["customer's e-mail"] } }, "w1");
    const { id } = await withTenant(shop, (tx) => tx.privacyRequest.findFirstOrThrow());
    await fulfilRequest(shop, id, personalDataHolders);
    const dump = await dumpDatabase();
    expect(dump).toContain(shop.shopId);
    expect(found(dump)).toEqual([]);
    const asHex = Object.entries(canaries).filter(([, value]) => dump.includes(Buffer.from(value).toString("hex")));
    expect(asHex).toEqual([]);
    expect(found(log.join("\n"))).toEqual([]);
  });
});

describe("the files of the project", () => {
  it("hold nothing that looks like a key", () => {
    const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
      encoding: "utf8",
    });
    const suspicious = files
      .split("\0")
      .filter((file) => /\.(?:ts|tsx|js|mjs|json|toml|ya?ml|md|sql|sh|py|liquid|css|html|env|txt)$/.test(file))
      .filter((file) => !/(?:\.test\.ts|-lock\.json)$/.test(file) && !file.startsWith("tests/"))
      .flatMap((file) => keysIn(readFileSync(file, "utf8")).map((key) => `${file}: ${key}`));
    expect(suspicious).toEqual([]);
  });

  it("would show a key", () => {
    const pem = ["-----BEGIN", "PRIVATE KEY-----"].join(" ");
    for (const key of [
      `shpat_${random()}`,
      `sk-${random()}`,
      `AKIA${"A".repeat(16)}`,
      randomBytes(32).toString("base64"),
      pem,
    ]) {
      expect(keysIn(`x = "${key}"`), key).toHaveLength(1);
    }
  });
});

/** Digests in hex name versions of models and programs: they are no keys. */
function keysIn(text: string): string[] {
  const words = text.match(/-----BEGIN [A-Z ]*PRIVATE KEY-----|[\w+/=-]{16,}/g) ?? [];
  return words.filter(
    (word) =>
      word.startsWith("-----BEGIN") ||
      (!/^[0-9a-f]{64}$/.test(word) && !/^sha\d+-/.test(word) && scrubText(word) !== word),
  );
}

function describeFully(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.name, error.message, error.stack, JSON.stringify(error), describeFully(error.cause)].join("\n");
}

function dumpDatabase(): Promise<string> {
  return asOwner(async (client) => {
    const tables = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'pgboss')`,
    );
    const dumps: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ line: string }>(`SELECT t::text AS line FROM ${name} AS t`);
      dumps.push(...rows.map(({ line }) => line));
    }
    return dumps.join("\n");
  });
}
