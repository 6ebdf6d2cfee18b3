import { createHash, type KeyObject } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Client } from "pg";
import { canonicalJson } from "~/lib/canonical-json";
import { readChainPages } from "./chain-rows.server";
import type { ChainRow } from "./check-link.server";
import { connectAsOwner } from "./connect-as-owner.server";
import { readAnchors } from "./read-anchors.server";
import type { SigningKey, TrustedKeys } from "./signing-key.server";
import { verifyShop } from "./verify-shop.server";

export type PackWish = { readonly shop: string; readonly from: Date; readonly to: Date; readonly out: string };

export type PackSource = {
  readonly ownerUrl: string;
  readonly anchorDir: string;
  readonly key: SigningKey;
  readonly keys: TrustedKeys;
};

type PackResult = { ok: true; rows: number; anchors: number } | { ok: false; reason: string };

/**
 * Writes the events of a period with what proves them (docs/operations/audit.md, "The evidence pack"). The chain is verified first: a
 * damaged one is not packed.
 */
export async function writePack(wish: PackWish, source: PackSource): Promise<PackResult> {
  const { shop, from, to, out } = wish;
  if (existsSync(out)) return { ok: false, reason: `${out} exists already: choose a folder that does not.` };
  const anchors = (await readAnchors(source.anchorDir, source.keys, shop)).byShop.get(shop) ?? [];
  const client = await connectAsOwner(source.ownerUrl);
  try {
    const statements = anchors.map(({ statement }) => statement);
    const report = await verifyShop(shop, { client, keys: source.keys, anchors: statements, verifiers: [] });
    if (report.damage)
      return { ok: false, reason: `The chain does not hold at event ${report.damage.seq}: ${report.damage.reason}` };
    const range = await findRange(client, wish);
    if (!range)
      return { ok: false, reason: `${shop} has no events from ${from.toISOString()} to ${to.toISOString()}.` };
    await mkdir(out, { recursive: true, mode: 0o700 });
    const events = await writeEvents(client, shop, range, join(out, "events.jsonl"));
    const inside = anchors.filter(({ statement: { seq } }) => BigInt(seq) >= range.first && BigInt(seq) <= range.last);
    const files = {
      "events.jsonl": events.sha256,
      "anchors.jsonl": await writeText(join(out, "anchors.jsonl"), inside.map(({ line }) => `${line}\n`).join("")),
      "public-keys.pem": await writeText(join(out, "public-keys.pem"), toPem(source)),
    };
    const manifest = { shop, from: from.toISOString(), to: to.toISOString(), files, ...events.facts };
    await writeText(join(out, "manifest.json"), signManifest(source.key, manifest));
    return { ok: true, rows: Number(range.last - range.first + 1n), anchors: inside.length };
  } finally {
    await client.end();
  }
}

type Range = { first: bigint; last: bigint };

/** Numbers of the period's first and last event. */
async function findRange(client: Client, { shop, from, to }: PackWish): Promise<Range | null> {
  const { rows } = await client.query<{ first: string | null; last: string | null }>(
    `SELECT min(seq) AS first, max(seq) AS last FROM audit_event WHERE shop_id = $1 AND "time" >= $2 AND "time" < $3`,
    [shop, from, to],
  );
  const { first, last } = rows[0] ?? {};
  return first && last ? { first: BigInt(first), last: BigInt(last) } : null;
}

async function writeEvents(client: Client, shop: string, { first, last }: Range, path: string) {
  const file = await open(path, "wx", 0o600);
  const sha256 = createHash("sha256");
  const facts = { firstSeq: first.toString(), lastSeq: last.toString(), prevHash: "", hash: "" };
  try {
    for await (const page of readChainPages(client, shop, first - 1n)) {
      const rows = page.filter(({ seq }) => seq <= last);
      if (!rows[0]) break;
      const text = rows.map(toLine).join("");
      await file.appendFile(text);
      sha256.update(text);
      facts.prevHash ||= rows[0].prevHash;
      facts.hash = rows.at(-1)?.hash ?? rows[0].hash;
    }
  } finally {
    await file.close();
  }
  return { facts, sha256: sha256.digest("hex") };
}

function toLine({ seq, canonical, hash }: ChainRow): string {
  return `${JSON.stringify({ seq: seq.toString(), hash, event: Buffer.from(canonical).toString("utf8") })}\n`;
}

function signManifest(key: SigningKey, facts: Parameters<typeof canonicalJson>[0] & object): string {
  const manifest = { v: 1, kind: "pack", ...facts, madeAt: new Date().toISOString(), key: key.id };
  return `${canonicalJson({ ...manifest, sig: key.signBytes(new TextEncoder().encode(canonicalJson(manifest))) })}\n`;
}

function toPem({ key, keys }: PackSource): string {
  const others = [...keys].filter(([id]) => id !== key.id).map(([, other]: [string, KeyObject]) => other);
  return key.publicPem + others.map((other) => other.export({ type: "spki", format: "pem" }).toString()).join("");
}

async function writeText(path: string, text: string): Promise<string> {
  await writeFile(path, text, { flag: "wx", mode: 0o600 });
  return createHash("sha256").update(text).digest("hex");
}
