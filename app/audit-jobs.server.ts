import { dirname, join } from "node:path";
import { z } from "zod";
import { env } from "~/env.server";
import { logger } from "~/logger.server";
import { anchorHeads } from "~/modules/audit/anchor-heads.server";
import { fileAnchor, logAnchor, type AnchorTarget } from "~/modules/audit/anchor-target.server";
import { anchorBucket } from "~/modules/audit/bucket-address";
import { bucketAnchor } from "~/modules/audit/bucket-anchor.server";
import { dropSegments } from "~/modules/audit/drop-segments.server";
import { listHeads } from "~/modules/audit/list-heads.server";
import { sealMonths } from "~/modules/audit/seal-months.server";
import { openSigningKey } from "~/modules/audit/signing-key.server";
import { defineJob, handle, type JobHandler } from "~/modules/jobs/define-job";

const NO_PAYLOAD = z.object({});

/** Signs the newest event of every chain that has grown, and puts it outside the database. */
const anchorJob = defineJob({
  name: "audit-anchor",
  schema: NO_PAYLOAD,
  retryLimit: 3,
  expireInSeconds: 240,
  cron: "*/5 * * * *",
});

/** Seals the months that have ended, and drops those that retention does not keep. */
const sealJob = defineJob({
  name: "audit-seal",
  schema: NO_PAYLOAD,
  retryLimit: 3,
  expireInSeconds: 3_600,
  cron: "17 2 * * *",
});

/** The upkeep of the audit log, for the worker. The audit room itself stands below the queue and knows nothing of it. */
export function auditHandlers(): JobHandler[] {
  const keyFile = env.AUDIT_KEY_FILE ?? besideMasterKey("AUDIT_KEY_FILE", "audit.key");
  const folder = env.AUDIT_ANCHOR_DIR ?? besideMasterKey("AUDIT_ANCHOR_DIR", "../anchors");
  const bucket = anchorBucket(env);
  const targets = [fileAnchor(folder), logAnchor, ...(bucket ? [bucketAnchor(bucket)] : [])];
  const anchored = new Map<string, bigint>();
  return [
    handle(anchorJob, (_payload, signal) => anchorHeads({ key: openSigningKey(keyFile), targets, anchored, signal })),
    handle(sealJob, (_payload, signal) => sealAll(keyFile, targets, signal)),
  ];
}

function besideMasterKey(variable: string, path: string): string {
  if (env.VAULT_KEY_FILE) return join(dirname(env.VAULT_KEY_FILE), path);
  throw new Error(`Set ${variable}: there is no VAULT_KEY_FILE to put it beside.`);
}

async function sealAll(keyFile: string, targets: readonly AnchorTarget[], signal: AbortSignal): Promise<void> {
  const key = openSigningKey(keyFile);
  for await (const { shopId } of listHeads()) {
    signal.throwIfAborted();
    const shop = { shopId, actor: { kind: "system", name: sealJob.name } } as const;
    const sealed = await sealMonths(shop, { key, targets });
    const keepMonths = env.AUDIT_RETENTION_MONTHS;
    const dropped = keepMonths === undefined ? 0 : await dropSegments(shop, keepMonths);
    if (sealed + dropped > 0)
      logger.info({ shopId, sealed, dropped }, "months of the audit log were sealed or dropped");
  }
}
