import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { closeDatabase, withTenant } from "~/db.server";
import { dropSegments } from "~/modules/audit/drop-segments.server";
import { readAnchors } from "~/modules/audit/read-anchors.server";
import { sealMonths } from "~/modules/audit/seal-months.server";
import { verifyDatabase } from "~/modules/audit/verify-database.server";
import { anchor, append, forgeChain, newAuditHome, newShop, tamper, verify } from "./audit-shop";

const home = newAuditHome();

afterAll(async () => {
  rmSync(home.folder, { recursive: true });
  await closeDatabase();
});

/** Six events; a head was signed and anchored after the fourth. */
async function anchoredShop() {
  const shop = newShop();
  await append(shop, 4);
  await anchor(home);
  await append(shop, 2);
  return shop;
}

function sql(statement: string) {
  return (shopId: string) =>
    tamper(async (client) => {
      expect((await client.query(statement, [shopId])).rowCount).toBeGreaterThan(0);
    });
}

const forged = (count: number, month = 11) =>
  Array.from({ length: count }, (_, n) => ({
    type: "copy.published",
    payload: { n: n + 100 },
    time: new Date(Date.UTC(2026, month - 1, 1, 0, n)),
  }));

describe("verification", () => {
  it("passes a true chain and says how much of it is vouched for", async () => {
    const shop = await anchoredShop();
    expect(await verify(shop, home)).toMatchObject({ rows: 6, lastSeq: 6n, vouchedSeq: 4n, damage: null });
  });

  const swap = `UPDATE audit_event SET seq = CASE seq WHEN -3 THEN 2 ELSE 3 END WHERE shop_id = $1 AND seq < 0`;
  it.each([
    [
      "an edited event",
      sql("UPDATE audit_event SET canonical = convert_to('{}', 'UTF8') WHERE shop_id = $1 AND seq = 3"),
      "edited",
      3n,
    ],
    [
      "an edited column",
      sql("UPDATE audit_event SET type = 'copy.undone' WHERE shop_id = $1 AND seq = 2"),
      "edited",
      2n,
    ],
    [
      "an edited time",
      sql("UPDATE audit_event SET time = time - interval '1 day' WHERE shop_id = $1 AND seq = 5"),
      "edited",
      5n,
    ],
    [
      "a time without end",
      sql("UPDATE audit_event SET time = 'infinity' WHERE shop_id = $1 AND seq = 4"),
      "edited",
      4n,
    ],
    [
      "bytes that are no text",
      sql("UPDATE audit_event SET canonical = '\\xff00' || canonical WHERE shop_id = $1 AND seq = 4"),
      "edited",
      4n,
    ],
    [
      "an event edited together with its hash",
      sql(`UPDATE audit_event SET canonical = replace(encode(canonical, 'escape'), '"n":2', '"n":7')::bytea,
             hash = sha256(prev_hash || replace(encode(canonical, 'escape'), '"n":2', '"n":7')::bytea)
           WHERE shop_id = $1 AND seq = 2`),
      "edited",
      2n,
    ],
    ["a deleted event", sql("DELETE FROM audit_event WHERE shop_id = $1 AND seq = 2"), "deleted", 2n],
    ["several deleted events", sql("DELETE FROM audit_event WHERE shop_id = $1 AND seq IN (3, 4)"), "deleted", 3n],
    ["a cut beginning", sql("DELETE FROM audit_event WHERE shop_id = $1 AND seq <= 2"), "deleted", 1n],
    [
      "two events in another order",
      async (shopId: string) => {
        await sql("UPDATE audit_event SET seq = -seq WHERE shop_id = $1 AND seq IN (2, 3)")(shopId);
        await sql(swap)(shopId);
      },
      "reordered",
      2n,
    ],
    ["a cut tail", sql("DELETE FROM audit_event WHERE shop_id = $1 AND seq >= 3"), "truncated", 3n],
    ["a chain that is all gone", sql("DELETE FROM audit_event WHERE shop_id = $1"), "truncated", 1n],
    ["a chain wholly made anew", (shopId: string) => forgeChain(shopId, 1, forged(9)), "rewritten", 1n],
    ["a shorter one", (shopId: string) => forgeChain(shopId, 1, forged(3)), "truncated", 4n],
    ["events made anew after the first two", (shopId: string) => forgeChain(shopId, 3, forged(4)), "rewritten", 1n],
  ])("names %s", async (_name, attack, kind, seq) => {
    const shop = await anchoredShop();
    await attack(shop.shopId);
    expect((await verify(shop, home)).damage).toMatchObject({ kind, seq });
  });

  it("names the first event after the last head that still fits", async () => {
    const shop = newShop();
    for (let n = 0; n < 3; n += 1) {
      await append(shop, 2);
      await anchor(home);
    }
    await forgeChain(shop.shopId, 3, forged(4));
    expect((await verify(shop, home)).damage).toMatchObject({ kind: "rewritten", seq: 3n });
  });

  it("cannot know of a cut tail that no head was signed for", async () => {
    const shop = await anchoredShop();
    await sql("DELETE FROM audit_event WHERE shop_id = $1 AND seq >= 5")(shop.shopId);
    expect(await verify(shop, home)).toMatchObject({ damage: null, lastSeq: 4n });
  });

  it("goes through every shop, also one that only an anchor knows", async () => {
    const [good, gone] = [await anchoredShop(), await anchoredShop()];
    await sql("DELETE FROM audit_event WHERE shop_id = $1")(gone.shopId);
    const ownerUrl = process.env["DATABASE_OWNER_URL"] ?? "";
    const damages = new Map<string, string | undefined>();
    for await (const report of verifyDatabase({ ...home, ownerUrl, verifiers: [] }))
      damages.set(report.shop, report.damage?.kind);
    expect(damages.get(good.shopId)).toBeUndefined();
    expect(damages.has(good.shopId)).toBe(true);
    expect(damages.get(gone.shopId)).toBe("truncated");
  });
});

describe("anchors", () => {
  it("are not believed when they were changed or signed by someone else", async () => {
    const own = newAuditHome();
    const shop = await anchoredShop();
    await anchor(own);
    const [file = ""] = readdirSync(own.anchorDir);
    const path = join(own.anchorDir, file);
    const line =
      readFileSync(path, "utf8")
        .split("\n")
        .find((text) => text.includes(shop.shopId)) ?? "";
    writeFileSync(path, `${line}\n${line.replace('"seq":"6"', '"seq":"5"')}\nnonsense ${shop.shopId}\n`);
    const read = await readAnchors(own.anchorDir, own.keys);
    expect(read.byShop.get(shop.shopId)).toHaveLength(1);
    expect(read.problems.map(({ line: number, reason }) => [number, reason])).toEqual([
      [2, "bad signature"],
      [3, "not a statement"],
    ]);
    expect((await readAnchors(own.anchorDir, home.keys)).problems[0]).toMatchObject({ reason: "unknown key" });
    rmSync(own.folder, { recursive: true });
  });

  it("are written only for chains that have grown, and after a cut line on a line of their own", async () => {
    const own = newAuditHome();
    const shop = newShop();
    await append(shop, 1);
    await anchor(own);
    const [file = ""] = readdirSync(own.anchorDir);
    appendFileSync(join(own.anchorDir, file), '{"cut');
    await anchor(own);
    const read = await readAnchors(own.anchorDir, own.keys);
    expect(read.byShop.get(shop.shopId)).toHaveLength(2);
    expect(read.problems).toHaveLength(1);
    rmSync(own.folder, { recursive: true });
  });
});

describe("sealed months", () => {
  const now = new Date("2026-11-20T00:00:00Z");
  /** Two events in each of September and October 2024, and three newer ones. */
  async function oldShop() {
    const shop = newShop();
    const old = [9, 10].flatMap((month) => forged(2, month)).map((e) => ({ ...e, time: new Date(Number(e.time)) }));
    for (const event of old) event.time.setUTCFullYear(2024);
    await forgeChain(shop.shopId, 1, old);
    await append(shop, 3);
    return shop;
  }

  it("can be dropped when they are old, and the rest still verifies", async () => {
    const shop = await oldShop();
    expect(await sealMonths(shop, { ...home, now })).toBe(2);
    expect(await sealMonths(shop, { ...home, now })).toBe(0);
    expect(await dropSegments(shop, 12, now)).toBe(2);
    expect(await dropSegments(shop, 12, now)).toBe(0);
    expect(await verify(shop, home)).toMatchObject({ rows: 5, lastSeq: 9n, damage: null });
    const types = await withTenant(shop, (tx) => tx.auditEvent.findMany({ select: { seq: true, type: true } }));
    expect(types.map(({ seq, type }) => `${seq} ${type}`)).toContain("8 audit_segment.dropped");
    await sql("DELETE FROM audit_event WHERE shop_id = $1 AND seq = 5")(shop.shopId);
    expect((await verify(shop, home)).damage).toMatchObject({ kind: "deleted", seq: 5n });
  });

  it("cannot be dropped unseen by someone else", async () => {
    const shop = await oldShop();
    await sealMonths(shop, { ...home, now });
    await sql("DELETE FROM audit_event WHERE shop_id = $1 AND seq <= 2")(shop.shopId);
    const { damage } = await verify(shop, home);
    expect(damage).toMatchObject({ kind: "deleted", seq: 1n });
    expect(damage?.reason).toMatch(/no event records/);
  });

  it("hold against a checkpoint that was changed", async () => {
    const shop = await oldShop();
    await sealMonths(shop, { ...home, now });
    await sql(
      `UPDATE audit_checkpoint SET statement = replace(statement, '"seq":"2"', '"seq":"1"') WHERE shop_id = $1`,
    )(shop.shopId);
    expect((await verify(shop, home)).damage).toMatchObject({ kind: "bad_signature", seq: 2n });
  });

  it.each([
    ["events of the last twelve months", "last twelve months", 1n, 7n],
    ["all events", "newest event", 1n, 7n],
    ["events before older ones", "older events", 3n, 4n],
  ])("are the only thing that the app's role can drop: not %s", async (_name, reason, firstSeq, lastSeq) => {
    const shop = await oldShop();
    const row = await withTenant(shop, (tx) => tx.auditEvent.findFirstOrThrow({ where: { seq: lastSeq } }));
    if (reason === "last twelve months") await append(shop, 1);
    const hash = new Uint8Array(row.hash);
    const data = { shopId: shop.shopId, month: "2020-01", firstSeq, lastSeq, hash, statement: "forged" };
    await withTenant(shop, (tx) => tx.auditCheckpoint.create({ data }));
    const drop = withTenant(shop, (tx) => tx.$executeRaw`SELECT drop_audit_segment(${shop.shopId}, '2020-01')`);
    await expect(drop).rejects.toThrow(reason);
  });
});
