import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { main as packMain } from "~/cli/audit-pack";
import { main as verifyMain } from "~/cli/audit-verify";
import { closeDatabase } from "~/db.server";
import { anchor, append, newAuditHome, newShop, tamper } from "./audit-shop";

const home = newAuditHome();
const keysFile = join(home.folder, "audit.pub.pem");
writeFileSync(keysFile, home.key.publicPem);

afterAll(async () => {
  rmSync(home.folder, { recursive: true });
  await closeDatabase();
});

async function run(main: typeof verifyMain, args: readonly string[], ownerUrl = process.env["DATABASE_OWNER_URL"]) {
  let output = "";
  const write = (text: string) => void (output += text);
  const env = {
    DATABASE_OWNER_URL: ownerUrl,
    AUDIT_KEY_FILE: home.keyFile,
    AUDIT_PUBLIC_KEYS: keysFile,
    AUDIT_ANCHOR_DIR: home.anchorDir,
  };
  return { code: await main({ args, env, write, writeError: write }), output };
}

describe("audit:verify", () => {
  it("ends with 0 for a true chain and 1 for a damaged one, whose first bad row it names", async () => {
    const shop = newShop();
    await append(shop, 3);
    await anchor(home);
    const good = await run(verifyMain, ["--shop", shop.shopId]);
    expect(good.output).toContain(`✓ ${shop.shopId}: 3 events hold, all of them vouched for`);
    expect(good.code).toBe(0);
    await tamper((client) => client.query("DELETE FROM audit_event WHERE shop_id = $1 AND seq = 3", [shop.shopId]));
    const bad = await run(verifyMain, ["--shop", shop.shopId]);
    expect(bad.output).toContain(`✗ ${shop.shopId}: truncated at event 3`);
    expect(bad.code).toBe(1);
    const [line = ""] = (await run(verifyMain, ["--shop", shop.shopId, "--json"])).output.split("\n");
    expect(JSON.parse(line)).toMatchObject({ shop: shop.shopId, ok: false, damage: { kind: "truncated", seq: "3" } });
  });

  it("ends with 1 for a shop that has no log, and 2 when it is called wrongly", async () => {
    expect((await run(verifyMain, ["--shop", "misspelled.myshopify.com"])).code).toBe(1);
    expect((await run(verifyMain, ["--shops"])).code).toBe(2);
  });

  it("is refused to a role that cannot see every shop: what it does not see would count as good", async () => {
    await expect(run(verifyMain, [], process.env["DATABASE_URL"])).rejects.toThrow(/owner of the database/);
  });
});

describe("audit:pack", () => {
  it.each([[[]], [["--shop", "a.myshopify.com", "--from", "2026-11-02", "--to", "2026-11-01", "--out", "x"]]])(
    "ends with 2 when it is called wrongly (%#)",
    async (args) => {
      expect((await run(packMain, args)).code).toBe(2);
    },
  );

  it("ends with 1 when there is nothing to pack", async () => {
    const out = join(home.folder, "pack");
    const args = ["--shop", newShop().shopId, "--from", "2026-11-01", "--to", "2026-11-02", "--out", out];
    expect(await run(packMain, args)).toMatchObject({
      code: 1,
      output: expect.stringContaining("no events") as string,
    });
  });
});
