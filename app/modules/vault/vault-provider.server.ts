import { env } from "~/env.server";
import type { KeyProvider } from "./key-provider";
import { isKmsKey, kmsKeyProvider } from "./kms-key-provider.server";
import { localKeyProvider } from "./local-key-provider.server";

let provider: KeyProvider | undefined;

/** The process's key provider; read on first use, then kept. @throws Error when the master key cannot be used. */
export function vaultProvider(): KeyProvider {
  provider ??= chooseProvider();
  return provider;
}

/** Has all later calls use another provider; for tests. */
export function setVaultProvider(other: KeyProvider | undefined): void {
  provider = other;
}

/** KMS when a key is named; with a key file beside it, so that what the file wrapped stays readable until it is wrapped anew. */
function chooseProvider(): KeyProvider {
  const local = env.VAULT_KEY_FILE === undefined ? undefined : localKeyProvider(env.VAULT_KEY_FILE);
  if (env.VAULT_KMS_KEY_ID === undefined) {
    if (!local) throw new Error("Set VAULT_KEY_FILE or VAULT_KMS_KEY_ID.");
    return local;
  }
  const kms = kmsKeyProvider({
    keyId: env.VAULT_KMS_KEY_ID,
    region: env.VAULT_KMS_REGION,
    endpoint: env.VAULT_KMS_ENDPOINT,
  });
  return withFallback(kms, local);
}

function withFallback(kms: KeyProvider, local: KeyProvider | undefined): KeyProvider {
  return {
    ...kms,
    unwrap: (wrapped, masterKeyId, place) => {
      if (isKmsKey(masterKeyId)) return kms.unwrap(wrapped, masterKeyId, place);
      if (local) return local.unwrap(wrapped, masterKeyId, place);
      throw new Error(`the key was wrapped by ${masterKeyId}: set VAULT_KEY_FILE to that file beside VAULT_KMS_KEY_ID`);
    },
  };
}
