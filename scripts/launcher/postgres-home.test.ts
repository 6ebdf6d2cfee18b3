import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { isReachable } from "./postgres-home.ts";

const folder = mkdtempSync(join(tmpdir(), "home-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("sees that one closed folder on the way shuts everyone else out", () => {
  const inner = join(folder, "inner");
  mkdirSync(inner);
  chmodSync(inner, 0o755);
  const owner = statSync(folder);
  const stranger = { uid: owner.uid + 4711, gid: owner.gid + 4711 };
  chmodSync(folder, 0o711);
  expect(isReachable(inner, stranger)).toBe(true);
  chmodSync(folder, 0o700);
  expect(isReachable(inner, stranger)).toBe(false);
  expect(isReachable(inner, { uid: owner.uid, gid: owner.gid })).toBe(true);
});
