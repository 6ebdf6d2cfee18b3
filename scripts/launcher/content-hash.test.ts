import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isNoInput } from "./build-app.ts";
import { hashContents, isStale } from "./content-hash.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "hash-"));
  mkdirSync(join(root, "app"));
  writeFileSync(join(root, "app", "a.ts"), "one");
});
afterEach(() => rmSync(root, { recursive: true }));

describe("hashContents", () => {
  it("stays the same while nothing changes", () => {
    expect(hashContents(root, ["app", "absent.json"])).toBe(hashContents(root, ["app", "absent.json"]));
  });

  it.each([
    ["a content", () => writeFileSync(join(root, "app", "a.ts"), "two")],
    ["a new file", () => writeFileSync(join(root, "app", "b.ts"), "")],
    ["a removed file", () => rmSync(join(root, "app", "a.ts"))],
  ])("changes with %s", (_, change) => {
    const before = hashContents(root, ["app"]);
    change();
    expect(hashContents(root, ["app"])).not.toBe(before);
  });

  it("leaves out what is skipped", () => {
    const skip = (path: string) => path.endsWith(".test.ts");
    const before = hashContents(root, ["app"], skip);
    writeFileSync(join(root, "app", "a.test.ts"), "");
    expect(hashContents(root, ["app"], skip)).toBe(before);
  });
});

describe("isStale", () => {
  it("is stale without a stamp or with another one", () => {
    const stamp = join(root, "stamp");
    expect(isStale(stamp, "x")).toBe(true);
    writeFileSync(stamp, "x");
    expect(isStale(stamp, "x")).toBe(false);
    expect(isStale(stamp, "y")).toBe(true);
  });
});

describe("isNoInput", () => {
  it("knows the build's own outputs and tests", () => {
    const outputs = [
      "app/generated/prisma/client.ts",
      "extensions/chat-widget/assets/chat-panel.js",
      "app/lib/sse.test.ts",
    ];
    expect(outputs.filter(isNoInput)).toEqual(outputs);
    expect(isNoInput("app/lib/sse.ts")).toBe(false);
    expect(isNoInput("extensions/chat-widget/blocks/chat.liquid")).toBe(false);
  });
});
