import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { localKeyProvider } from "./local-key-provider.server";

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

describe("localKeyProvider", () => {
  it("unwraps what it wrapped, in the same context only", async () => {
    const provider = localKeyProvider(keyFile("a"));
    const dataKey = randomBytes(32);
    const wrapped = await provider.wrap(dataKey, "shop|subject|id");
    expect(await provider.unwrap(wrapped, provider.masterKeyId, "shop|subject|id")).toEqual(new Uint8Array(dataKey));
    await expect(
      Promise.resolve().then(() => provider.unwrap(wrapped, provider.masterKeyId, "shop|other|id")),
    ).rejects.toThrow();
  });

  it("says so when another master key wrapped it", async () => {
    const first = localKeyProvider(keyFile("a"));
    const second = localKeyProvider(keyFile("b"));
    const wrapped = await first.wrap(randomBytes(32), "x");
    await expect(second.unwrap(wrapped, first.masterKeyId, "x")).rejects.toThrow(/was wrapped by local:/);
  });

  it("has the same id for the same file", () => {
    const file = keyFile("a");
    expect(localKeyProvider(file).masterKeyId).toBe(localKeyProvider(file).masterKeyId);
  });

  it.each([
    ["a file that others can read", () => keyFile("open", 32, 0o644), /chmod 600/],
    ["a short key", () => keyFile("short", 16), /16 bytes/],
    ["a missing file", () => join(folder, "none"), /cannot be read/],
  ])("refuses %s and says what to do", (_name, file, message) => {
    expect(() => localKeyProvider(file())).toThrow(message);
  });
});
