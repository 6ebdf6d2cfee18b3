import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "pg";
import { withTenant } from "~/db.server";
import { anchorHeads } from "~/modules/audit/anchor-heads.server";
import { fileAnchor } from "~/modules/audit/anchor-target.server";
import { appendEvent, type ActingTenant } from "~/modules/audit/append-event.server";
import { canonicalEvent } from "~/modules/audit/audit-event";
import { chainHash, GENESIS_HASH } from "~/modules/audit/chain-hash.server";
import { openSigningKey, readTrustedKeys } from "~/modules/audit/signing-key.server";
import { verifyDatabase } from "~/modules/audit/verify-database.server";
import type { ShopReport } from "~/modules/audit/verify-shop.server";
import { callVerifier } from "~/modules/inference/verify-call-digests.server";
import { asOwner, newShopId } from "./owner";

const actor = { kind: "system", name: "test" } as const;

/** A folder with a signing key and room for anchors, as an installation has it. */
export function newAuditHome() {
  const folder = mkdtempSync(join(tmpdir(), "inhouse-audit-"));
  const keyFile = join(folder, "audit.key");
  const { privateKey } = generateKeyPairSync("ed25519");
  writeFileSync(keyFile, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  const key = openSigningKey(keyFile);
  const anchorDir = join(folder, "anchors");
  return { folder, keyFile, key, anchorDir, targets: [fileAnchor(anchorDir)], keys: readTrustedKeys(key.publicPem) };
}

export type AuditHome = ReturnType<typeof newAuditHome>;

export function newShop(): ActingTenant {
  return { shopId: newShopId(), actor };
}

export async function append(shop: ActingTenant, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1)
    await withTenant(shop, (tx) => appendEvent(tx, shop, { type: "copy.published", payload: { n, text: 'é "\\' } }));
}

/** Signs every chain's head and keeps it in the home's folder. */
export function anchor({ key, targets }: AuditHome): Promise<void> {
  return anchorHeads({ key, targets, anchored: new Map() });
}

/** What `npm run audit:verify -- --shop` does. */
export async function verify({ shopId }: { shopId: string }, home: AuditHome): Promise<ShopReport> {
  const ownerUrl = process.env["DATABASE_OWNER_URL"] ?? "";
  const { keys, anchorDir } = home;
  const options = { ownerUrl, shop: shopId, keys, anchorDir, verifiers: [callVerifier] };
  for await (const report of verifyDatabase(options)) return report;
  throw new Error("no report");
}

/** What only someone with the owner's rights and bad intent can do: the triggers are switched off. */
export function tamper(work: (client: Client) => Promise<unknown>): Promise<void> {
  return asOwner(async (client) => {
    await client.query("BEGIN");
    await client.query("SET LOCAL session_replication_role = replica");
    await work(client);
    await client.query("COMMIT");
  });
}

type Forged = { type: string; payload: Record<string, number | string>; time: Date };

/** Writes a shop's events from `from` on anew, with every number and hash right. */
export function forgeChain(shopId: string, from: number, events: readonly Forged[]): Promise<void> {
  return tamper(async (client) => {
    const { rows } = await client.query<{ hash: string }>(
      "SELECT encode(hash, 'hex') AS hash FROM audit_event WHERE shop_id = $1 AND seq = $2",
      [shopId, from - 1],
    );
    let prevHash = rows[0]?.hash ?? GENESIS_HASH;
    await client.query("DELETE FROM audit_event WHERE shop_id = $1 AND seq >= $2", [shopId, from]);
    for (const [index, event] of events.entries()) {
      const seq = BigInt(from + index);
      const canonical = canonicalEvent({ shopId, seq, actor, ...event });
      const hash = chainHash(prevHash, canonical);
      await client.query("INSERT INTO audit_event VALUES ($1, $2, $3, $4, $5, $6, $7)", [
        shopId,
        seq.toString(),
        event.time,
        event.type,
        canonical,
        Buffer.from(prevHash, "hex"),
        Buffer.from(hash, "hex"),
      ]);
      prevHash = hash;
    }
  });
}
