import { createServer, type Server } from "node:http";
import { randomBytes, randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { afterAll, describe, expect, it, vi } from "vitest";
import { closeDatabase, withTenant } from "~/db.server";
import { logger } from "~/logger.server";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import { kmsKeyProvider } from "~/modules/vault/kms-key-provider.server";
import type { KeyProvider } from "~/modules/vault/key-provider";
import { localKeyProvider } from "~/modules/vault/local-key-provider.server";
import { closeSender } from "~/modules/jobs/sender.server";
import { rotateMasterKey } from "~/modules/keys/rotate-master-key.server";
import { createVaultProvider, setVaultProvider } from "~/modules/vault/vault-provider.server";
import { startMoto } from "../support/moto-server";
import { newShopId } from "./owner";

const region = "eu-central-1";
Object.assign(process.env, { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" });
const moto = await startMoto();
if (typeof moto === "string") process.stdout.write(`KMS tests skipped: ${moto}\n`);
const endpoint = typeof moto === "string" ? "" : moto.url;
const admin = new KMSClient({ region, endpoint });

afterAll(async () => {
  setVaultProvider(undefined);
  admin.destroy();
  if (typeof moto !== "string") moto.stop();
  await closeSender();
  await closeDatabase();
});

async function newKey(): Promise<string> {
  const { KeyMetadata } = await admin.send(new CreateKeyCommand({}));
  return KeyMetadata?.Arn ?? "";
}

const newPlace = () => ({ shopId: newShopId(), subject: "wrapping", keyId: randomUUID() });

describe.skipIf(typeof moto === "string")("AWS KMS", () => {
  it("wraps and unwraps, bound to the shop and the key's id", async () => {
    const provider = kmsKeyProvider({ keyId: await newKey(), endpoint });
    const [key, place] = [randomBytes(32), newPlace()];
    const { bytes, masterKeyId } = await provider.wrap(key, place);
    expect(Buffer.from(bytes).includes(key)).toBe(false);
    expect(await provider.unwrap(bytes, masterKeyId, place)).toEqual(new Uint8Array(key));
    for (const moved of [{ shopId: newShopId() }, { keyId: randomUUID() }, { subject: "shop" }]) {
      const unwrapping = provider.unwrap(bytes, masterKeyId, { ...place, ...moved });
      await expect(unwrapping).rejects.toMatchObject({ code: "internal" });
    }
  });

  it("reads with the key that wrapped, after another one took its place", async () => {
    const place = newPlace();
    const { bytes, masterKeyId } = await kmsKeyProvider({ keyId: await newKey(), endpoint }).wrap(
      randomBytes(32),
      place,
    );
    const newer = kmsKeyProvider({ keyId: await newKey(), endpoint });
    expect(await newer.unwrap(bytes, masterKeyId, place)).toHaveLength(32);
  });

  it("says what is wrong with a key that is missing", async () => {
    const missing = kmsKeyProvider({ keyId: `arn:aws:kms:${region}:123456789012:key/${randomUUID()}`, endpoint });
    await expect(missing.wrap(randomBytes(32), newPlace())).rejects.toMatchObject({
      code: "keys_unavailable",
      message: expect.stringMatching(/check VAULT_KMS_KEY_ID/) as string,
    });
  });

  it("protects fields: one call for a shop's first value, none for its other subjects", async () => {
    const kms = kmsKeyProvider({ keyId: await newKey(), endpoint });
    const [wrap, unwrap] = [vi.fn(kms.wrap), vi.fn(kms.unwrap)];
    setVaultProvider({ ...kms, wrap, unwrap });
    const shop = { shopId: newShopId() };
    for (const subject of ["shop", "conversation:1", "conversation:2"]) {
      const ref = { table: "message", column: "body", row: subject, subject };
      const bytes = await withTenant(shop, (tx) => encryptField(tx, shop, ref, "secret"));
      expect(await withTenant(shop, (tx) => decryptField(tx, shop, ref, bytes))).toBe("secret");
    }
    expect(wrap).toHaveBeenCalledTimes(1);
    // Once for the transaction that made the key, once for the process.
    expect(unwrap.mock.calls.length).toBeLessThanOrEqual(2);
  });
});

describe.skipIf(typeof moto === "string")("going over from a file to AWS KMS", () => {
  it("has KMS wrap every shop's keys, after which the file is not needed", async () => {
    const shop = { shopId: newShopId() };
    const ref = { table: "message", column: "body", row: "1", subject: "conversation:1" };
    setVaultProvider(undefined);
    const bytes = await withTenant(shop, (tx) => encryptField(tx, shop, ref, "kept"));
    const settings = { VAULT_KMS_KEY_ID: await newKey(), VAULT_KMS_ENDPOINT: endpoint, VAULT_KMS_REGION: undefined };
    const both = createVaultProvider({ ...settings, VAULT_KEY_FILE: process.env["VAULT_KEY_FILE"] });
    setVaultProvider(both);
    const { signal } = new AbortController();
    await rotateMasterKey({ file: null, keepOld: false, say: () => undefined, signal, commitMs: 0 });
    setVaultProvider(createVaultProvider({ ...settings, VAULT_KEY_FILE: undefined }));
    const { wrappedBy } = await withTenant(shop, (tx) =>
      tx.dataKey.findFirstOrThrow({ where: { subject: "wrapping" } }),
    );
    expect(wrappedBy).toBe(both.masterKeyId());
    expect(await withTenant(shop, (tx) => decryptField(tx, shop, ref, bytes))).toBe("kept");
    // Other tests of this database need the file again.
    setVaultProvider(backToFile(both));
    await rotateMasterKey({ file: null, keepOld: false, say: () => undefined, signal, commitMs: 0 });
  }, 120_000);
});

/** Wraps with the file and still reads what KMS wrapped. */
function backToFile(kms: KeyProvider): KeyProvider {
  const local = localKeyProvider(process.env["VAULT_KEY_FILE"] ?? "");
  const unwrap: KeyProvider["unwrap"] = (bytes, id, place) =>
    (id.startsWith("kms:") ? kms : local).unwrap(bytes, id, place);
  return { ...local, unwrap };
}

describe("a KMS that does not answer", () => {
  let server: Server;
  afterAll(() => server.close());

  it("fails in seconds, as a failure of the service and not of the value", async () => {
    server = createServer(() => undefined).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const silent = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    setVaultProvider(kmsKeyProvider({ keyId: randomUUID(), region, endpoint: silent }));
    const errors = vi.spyOn(logger, "error");
    const shop = { shopId: newShopId() };
    const started = Date.now();
    const ref = { table: "message", column: "body", row: "1" };
    await expect(withTenant(shop, (tx) => encryptField(tx, shop, ref, "x"))).rejects.toMatchObject({
      code: "keys_unavailable",
      status: 503,
    });
    expect(Date.now() - started).toBeLessThan(7_000);
    expect(errors).not.toHaveBeenCalled();
    server.closeAllConnections();
  });
});
