import type { KMSClient, KMSClientConfig } from "@aws-sdk/client-kms";
import type { KeyPlace, KeyProvider } from "./key-provider";
import { describeKmsFailure } from "./kms-failure";

const CONNECT_TIMEOUT_MS = 2_000;
const REQUEST_TIMEOUT_MS = 3_000;
/** Both tries together; a caller waits with a transaction open. */
const TOTAL_TIMEOUT_MS = 5_000;
const MAX_ATTEMPTS = 2;
const PREFIX = "kms:";

export type KmsOptions = {
  /** The key's ARN or id, not an alias: an alias can be pointed at another key. */
  readonly keyId: string;
  /** Left out: the ARN's region, else AWS_REGION. */
  readonly region?: string | undefined;
  /** Another address than AWS's own, such as a VPC endpoint. */
  readonly endpoint?: string | undefined;
  /** How requests leave the process; the SDK's own HTTP handler when left out. */
  readonly requestHandler?: KMSClientConfig["requestHandler"];
};

/**
 * A key provider on AWS KMS: the master key never leaves the service. Shop and key id are the encryption context, so a wrapped key that
 * was moved does not unwrap, and AWS's own log names both. The SDK is loaded with the first key that is wrapped or unwrapped.
 */
export function kmsKeyProvider(options: KmsOptions): KeyProvider {
  let client: Promise<KMSClient> | undefined;
  const open = () => (client ??= openClient(options));
  const masterKeyId = `${PREFIX}${options.keyId}`;
  return {
    label: "AWS KMS",
    masterKeyId: () => masterKeyId,
    wrap: (key, place) =>
      describingFailure("wrap", async (abortSignal) => {
        const { EncryptCommand } = await import("@aws-sdk/client-kms");
        const command = new EncryptCommand({
          KeyId: options.keyId,
          Plaintext: key,
          EncryptionContext: contextOf(place),
        });
        const { CiphertextBlob } = await (await open()).send(command, { abortSignal });
        return { bytes: requireBytes(CiphertextBlob), masterKeyId };
      }),
    unwrap: (wrapped, wrappedBy, place) =>
      describingFailure("unwrap", async (abortSignal) => {
        const { DecryptCommand } = await import("@aws-sdk/client-kms");
        // The key is named, as AWS advises: KMS refuses a ciphertext of any other one.
        const KeyId = wrappedBy.slice(PREFIX.length);
        const command = new DecryptCommand({ KeyId, CiphertextBlob: wrapped, EncryptionContext: contextOf(place) });
        const { Plaintext } = await (await open()).send(command, { abortSignal });
        return requireBytes(Plaintext);
      }),
  };
}

/** Whether a stored master key id is one of KMS. */
export function isKmsKey(masterKeyId: string): boolean {
  return masterKeyId.startsWith(PREFIX);
}

async function openClient({ keyId, region, endpoint, requestHandler }: KmsOptions): Promise<KMSClient> {
  const { KMSClient } = await import("@aws-sdk/client-kms");
  // arn:aws:kms:<region>:<account>:key/<id>
  const wanted = region ?? (keyId.startsWith("arn:") ? keyId.split(":")[3] : undefined);
  return new KMSClient({
    maxAttempts: MAX_ATTEMPTS,
    requestHandler: requestHandler ?? {
      connectionTimeout: CONNECT_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
    ...(wanted === undefined ? {} : { region: wanted }),
    ...(endpoint === undefined ? {} : { endpoint }),
  });
}

function contextOf({ shopId, subject, keyId }: KeyPlace): Record<string, string> {
  return { "inhouse:shop": shopId, "inhouse:subject": subject, "inhouse:key": keyId };
}

async function describingFailure<T>(verb: string, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  try {
    return await call(AbortSignal.timeout(TOTAL_TIMEOUT_MS));
  } catch (cause) {
    throw describeKmsFailure(verb, cause);
  }
}

function requireBytes(bytes: Uint8Array | undefined): Uint8Array<ArrayBuffer> {
  if (!bytes) throw new Error("KMS answered without the key");
  return new Uint8Array(bytes);
}
