import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, describe, expect, it } from "vitest";
import { closeDatabase } from "~/db.server";
import { anchorHeads } from "~/modules/audit/anchor-heads.server";
import { bucketAnchor } from "~/modules/audit/bucket-anchor.server";
import { startMoto } from "../support/moto-server";
import { append, newAuditHome, newShop, tamper, verify } from "./audit-shop";

const region = "eu-central-1";
Object.assign(process.env, { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" });
const moto = await startMoto();
if (typeof moto === "string") process.stdout.write(`S3 tests skipped: ${moto}\n`);
const endpoint = typeof moto === "string" ? "" : moto.url;
const admin = new S3Client({ region, endpoint, forcePathStyle: true });
const home = newAuditHome();

afterAll(async () => {
  rmSync(home.folder, { recursive: true });
  admin.destroy();
  if (typeof moto !== "string") moto.stop();
  await closeDatabase();
});

async function newBucket(lock: "locked" | "lock without a rule" | "no lock"): Promise<string> {
  const Bucket = `anchors-${createHash("sha256").update(crypto.randomUUID()).digest("hex").slice(0, 12)}`;
  const location = { LocationConstraint: region } as const;
  await admin.send(
    new CreateBucketCommand({
      Bucket,
      CreateBucketConfiguration: location,
      ObjectLockEnabledForBucket: lock !== "no lock",
    }),
  );
  if (lock === "locked") {
    const DefaultRetention = { Mode: "COMPLIANCE", Days: 400 } as const;
    const ObjectLockConfiguration = { ObjectLockEnabled: "Enabled", Rule: { DefaultRetention } } as const;
    await admin.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration }));
  }
  return Bucket;
}

/** What an operator does before verifying: all objects into a folder. */
async function download(Bucket: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "inhouse-bucket-"));
  const { Contents = [] } = await admin.send(new ListObjectsV2Command({ Bucket }));
  for (const { Key = "" } of Contents) {
    const { Body } = await admin.send(new GetObjectCommand({ Bucket, Key }));
    writeFileSync(join(folder, Key), (await Body?.transformToString()) ?? "");
  }
  return folder;
}

describe.skipIf(typeof moto === "string")("a bucket with object lock", () => {
  it("keeps heads that find a chain that was cut off, and gives none of them away", async () => {
    const bucket = await newBucket("locked");
    const targets = [bucketAnchor({ bucket, region, endpoint })];
    const anchored = new Map<string, bigint>();
    const shop = newShop();
    await append(shop, 3);
    await anchorHeads({ key: home.key, targets, anchored });
    await append(shop, 1);
    await anchorHeads({ key: home.key, targets, anchored });
    const { Contents = [] } = await admin.send(new ListObjectsV2Command({ Bucket: bucket }));
    expect(Contents).toHaveLength(2);
    const { Versions = [] } = await admin.send(new ListObjectVersionsCommand({ Bucket: bucket }));
    const [newest] = Versions;
    const deleting = admin.send(
      new DeleteObjectCommand({ Bucket: bucket, Key: newest?.Key ?? "", VersionId: newest?.VersionId ?? "" }),
    );
    await expect(deleting).rejects.toMatchObject({ name: "AccessDenied" });

    const anchorDir = await download(bucket);
    expect(await verify(shop, { ...home, anchorDir })).toMatchObject({ rows: 4, vouchedSeq: 4n, damage: null });
    await tamper((client) => client.query("DELETE FROM audit_event WHERE shop_id = $1 AND seq = 4", [shop.shopId]));
    expect((await verify(shop, { ...home, anchorDir })).damage).toMatchObject({ kind: "truncated", seq: 4n });
    rmSync(anchorDir, { recursive: true });
  });

  it.each(["no lock", "lock without a rule"] as const)("is asked for: %s keeps nothing, and says why", async (lock) => {
    const bucket = await newBucket(lock);
    const target = bucketAnchor({ bucket, region, endpoint });
    await expect(target.append(["line"])).rejects.toThrow(/no object lock with a default retention/);
    expect((await admin.send(new ListObjectsV2Command({ Bucket: bucket }))).Contents ?? []).toEqual([]);
  });
});
