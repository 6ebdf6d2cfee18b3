import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { localKeyProvider } from "./local-key-provider.server";
import { swapMasterKey } from "./swap-master-key.server";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "inhouse-key-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function keyFile(name: string, bytes = 32, mode = 0o600): string {
  const file = join(folder, name);
  writeFileSync(file, randomBytes(bytes));
  chmodSync(file, mode);
  return file;
}

const place = { shopId: "a.myshopify.com", subject: "wrapping", keyId: "k1" };

describe("localKeyProvider", () => {
  it("unwraps what it wrapped, in the same place only", async () => {
    const provider = localKeyProvider(keyFile("a"));
    const key = randomBytes(32);
    const { bytes, masterKeyId } = await provider.wrap(key, place);
    expect(await provider.unwrap(bytes, masterKeyId, place)).toEqual(new Uint8Array(key));
    for (const moved of [{ shopId: "b.myshopify.com" }, { subject: "shop" }, { keyId: "k2" }]) {
      await expect(provider.unwrap(bytes, masterKeyId, { ...place, ...moved })).rejects.toThrow();
    }
  });

  it("says so when another master key wrapped it", async () => {
    const first = localKeyProvider(keyFile("a"));
    const second = localKeyProvider(keyFile("b"));
    const { bytes, masterKeyId } = await first.wrap(randomBytes(32), place);
    await expect(second.unwrap(bytes, masterKeyId, place)).rejects.toThrow(/was wrapped by local:/);
  });

  it("has the same id for the same file", () => {
    const file = keyFile("a");
    expect(localKeyProvider(file).masterKeyId()).toBe(localKeyProvider(file).masterKeyId());
  });

  it("follows a swapped file while it runs, and reads older keys from the files beside it", async () => {
    const file = keyFile("master.key");
    const [running, other] = [localKeyProvider(file), localKeyProvider(file)];
    const before = await running.wrap(randomBytes(32), place);
    swapMasterKey(file);
    const after = await running.wrap(randomBytes(32), place);
    expect(after.masterKeyId).not.toBe(before.masterKeyId);
    for (const { bytes, masterKeyId } of [before, after]) {
      await expect(running.unwrap(bytes, masterKeyId, place)).resolves.toHaveLength(32);
      await expect(other.unwrap(bytes, masterKeyId, place)).resolves.toHaveLength(32);
    }
  });

  it("is not kept from its key by a half-written file that a crash left beside it", async () => {
    const file = keyFile("master.key");
    keyFile("master.key.next", 7);
    const { bytes, masterKeyId } = await localKeyProvider(file).wrap(randomBytes(32), place);
    swapMasterKey(file);
    await expect(localKeyProvider(file).unwrap(bytes, masterKeyId, place)).resolves.toHaveLength(32);
  });

  it.each([
    ["a file that others can read", () => keyFile("open", 32, 0o644), /chmod 600/],
    ["a short key", () => keyFile("short", 16), /16 bytes/],
    ["a missing file", () => join(folder, "none"), /cannot be read/],
  ])("refuses %s and says what to do", (_name, file, message) => {
    expect(() => localKeyProvider(file())).toThrow(message);
  });
});
