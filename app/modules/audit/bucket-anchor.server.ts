import { randomUUID } from "node:crypto";
import type { S3Client, S3ClientConfig } from "@aws-sdk/client-s3";
import type { AnchorTarget } from "./anchor-target.server";
import { usesPath, type BucketSettings } from "./bucket-address";

const CONNECT_TIMEOUT_MS = 3_000;
const REQUEST_TIMEOUT_MS = 10_000;
const MAX_ATTEMPTS = 3;

export type BucketAnchorOptions = BucketSettings & {
  /** How requests leave the process; the SDK's own HTTP handler when left out. */
  readonly requestHandler?: S3ClientConfig["requestHandler"];
};

/**
 * A bucket with object lock: one object for each call, named by its time, which nobody can change or delete before the bucket's own rule
 * lets them. The lock is looked for before the first line is kept. The SDK is loaded then, too.
 */
export function bucketAnchor(options: BucketAnchorOptions): AnchorTarget {
  let opened: Promise<S3Client> | undefined;
  const open = () => {
    opened ??= openLocked(options);
    // Tried again with the next call.
    opened.catch(() => (opened = undefined));
    return opened;
  };
  return {
    name: `bucket ${options.bucket}`,
    append: async (lines) => {
      const { PutObjectCommand } = await import("@aws-sdk/client-s3");
      const client = await open();
      const command = new PutObjectCommand({
        Bucket: options.bucket,
        Key: objectName(new Date()),
        Body: `${lines.join("\n")}\n`,
        ContentType: "application/jsonl",
        ChecksumAlgorithm: "SHA256",
      });
      await client.send(command);
    },
  };
}

/** In the order of time, and never that of another object. Ends as the files that audit:verify reads. */
function objectName(now: Date): string {
  return `anchors-${now.toISOString().replaceAll(":", "-")}-${randomUUID()}.jsonl`;
}

async function openLocked(options: BucketAnchorOptions): Promise<S3Client> {
  const { GetObjectLockConfigurationCommand } = await import("@aws-sdk/client-s3");
  const client = await openClient(options);
  const command = new GetObjectLockConfigurationCommand({ Bucket: options.bucket });
  const found = await client.send(command).catch((cause: unknown) => {
    if (cause instanceof Error && cause.name === "ObjectLockConfigurationNotFoundError") return null;
    throw cause;
  });
  const lock = found?.ObjectLockConfiguration;
  if (lock?.ObjectLockEnabled !== "Enabled" || lock.Rule?.DefaultRetention?.Mode === undefined) {
    client.destroy();
    throw new Error(
      `the bucket ${options.bucket} has no object lock with a default retention: what is kept there could be deleted. Make one that has, and name it in AUDIT_ANCHOR_S3_BUCKET`,
    );
  }
  return client;
}

async function openClient(options: BucketAnchorOptions): Promise<S3Client> {
  const { S3Client } = await import("@aws-sdk/client-s3");
  const { region, endpoint, requestHandler } = options;
  return new S3Client({
    region,
    maxAttempts: MAX_ATTEMPTS,
    forcePathStyle: usesPath(options),
    requestHandler: requestHandler ?? {
      connectionTimeout: CONNECT_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
    ...(endpoint === undefined ? {} : { endpoint }),
  });
}
