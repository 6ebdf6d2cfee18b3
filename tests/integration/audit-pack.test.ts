import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase } from "~/db.server";
import { writePack } from "~/modules/audit/write-pack.server";
import { anchor, append, newAuditHome, newShop, tamper, type AuditHome } from "./audit-shop";

const VERIFIER = fileURLToPath(new URL("../../scripts/audit/verify-pack.mjs", import.meta.url));
const home = newAuditHome();
const shop = newShop();
const folder = mkdtempSync(join(tmpdir(), "inhouse-pack-"));
const [from, to] = [new Date(Date.now() - 60_000), new Date(Date.now() + 600_000)];

function pack(out: string, source: AuditHome = home) {
  const ownerUrl = process.env["DATABASE_OWNER_URL"] ?? "";
  return writePack({ shop: shop.shopId, from, to, out }, { ...source, ownerUrl });
}

/** Runs the auditor's script in a process of its own, without anything of ours around it. */
function check(pack: string, ...args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [VERIFIER, pack, ...args],
      { cwd: "/", env: { NODE_ENV: "production" } },
      (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr });
      },
    );
  });
}

beforeAll(async () => {
  await append(shop, 4);
  await anchor(home);
  await append(shop, 2);
  expect(await pack(join(folder, "good"))).toEqual({ ok: true, rows: 6, anchors: 1 });
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  rmSync(home.folder, { recursive: true });
  await closeDatabase();
});

describe("an evidence pack", () => {
  it("holds, and says how much of it was vouched for", async () => {
    const { code, output } = await check(join(folder, "good"), "--key", home.key.id);
    expect(output).toMatch(/6 events .* hold/);
    expect(output).toMatch(/4 of them were vouched for by 1 heads/);
    expect(code).toBe(0);
  });

  type Line = { seq: string; hash: string; event: string };
  const lines = (change: (rows: Line[]) => Line[]) => (path: string) => {
    const file = join(path, "events.jsonl");
    const text = readFileSync(file, "utf8").trim().split("\n");
    const rows = text.map((line): Line => JSON.parse(line) as Line); // as: written by writePack
    writeFileSync(
      file,
      change(rows)
        .map((row) => `${JSON.stringify(row)}\n`)
        .join(""),
    );
  };
  const replace = (name: string, search: string | RegExp, by: string) => (path: string) => {
    const file = join(path, name);
    const text = readFileSync(file, "utf8");
    expect(text).toMatch(search);
    writeFileSync(file, text.replace(search, by));
  };

  it.each([
    ["an edited event", replace("events.jsonl", '\\"n\\":3', '\\"n\\":9'), /event 3 was changed/],
    [
      "an edited hash",
      lines((rows) => rows.map((r) => (r.seq === "2" ? { ...r, hash: "0".repeat(64) } : r))),
      /event 2 was/,
    ],
    ["a deleted event", lines((rows) => rows.filter(({ seq }) => seq !== "2")), /event 2 is missing/],
    ["a deleted first event", lines((rows) => rows.slice(1)), /event 1 is missing/],
    [
      "events in another order",
      lines((rows) => rows.toSorted((a, b) => (a.seq === "3" ? -1 : Number(a.seq) - Number(b.seq)))),
      /event 1 is missing/,
    ],
    [
      "swapped contents",
      lines((rows) =>
        rows.map((r, n) => ({ ...r, seq: String(n + 1), ...(n === 1 ? rows[2] && { event: rows[2].event } : {}) })),
      ),
      /event 2 was changed/,
    ],
    ["a cut tail", lines((rows) => rows.slice(0, 5)), /events 6 to 6 are missing at the end/],
    [
      "a manifest made to fit a cut tail",
      (path: string) => {
        lines((rows) => rows.slice(0, 5))(path);
        replace("manifest.json", '"lastSeq":"6"', '"lastSeq":"5"')(path);
      },
      /manifest.json: the signature/,
    ],
    ["a changed period", replace("manifest.json", /"to":"\d{4}/, '"to":"2031'), /manifest.json: the signature/],
    ["an edited head", replace("anchors.jsonl", '"seq":"4"', '"seq":"3"'), /anchors.jsonl, line 1: the signature/],
    [
      "a deleted head",
      (path: string) => writeFileSync(join(path, "anchors.jsonl"), ""),
      /anchors.jsonl is not the file/,
    ],
    [
      "a changed key",
      (path: string) => writeFileSync(join(path, "public-keys.pem"), newAuditHome().key.publicPem),
      /not in the pack/,
    ],
  ])("fails with %s", async (name, attack, reason) => {
    const path = join(folder, name.replaceAll(" ", "-"));
    cpSync(join(folder, "good"), path, { recursive: true });
    attack(path);
    const { code, output } = await check(path);
    expect(output).toMatch(reason);
    expect(code).toBe(1);
  });

  it("fails when it was wholly made and signed anew with another key", async () => {
    const other = newAuditHome();
    expect(await pack(join(folder, "anew"), other)).toMatchObject({ ok: true });
    expect((await check(join(folder, "anew"))).code).toBe(0);
    const { code, output } = await check(join(folder, "anew"), "--key", home.key.id);
    expect(output).toMatch(/was signed with the key/);
    expect(code).toBe(1);
    rmSync(other.folder, { recursive: true });
  });

  it("is not made of a damaged chain, nor into a folder that exists", async () => {
    expect(await pack(folder)).toMatchObject({ ok: false });
    await tamper((client) => client.query("DELETE FROM audit_event WHERE shop_id = $1 AND seq = 5", [shop.shopId]));
    expect(await pack(join(folder, "damaged"))).toMatchObject({
      ok: false,
      reason: expect.stringContaining("event 5") as string,
    });
    expect(existsSync(join(folder, "damaged"))).toBe(false);
  });
});
