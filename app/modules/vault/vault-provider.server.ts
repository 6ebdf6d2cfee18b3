import { env, type Env } from "~/env.server";
import type { KeyProvider } from "./key-provider";
import { isKmsKey, kmsKeyProvider } from "./kms-key-provider.server";
import { localKeyProvider } from "./local-key-provider.server";

let provider: KeyProvider | undefined;

/** The process's key provider; read on first use, then kept. @throws Error when the master key cannot be used. */
export function vaultProvider(): KeyProvider {
  provider ??= createVaultProvider(env);
  return provider;
}

/** Has all later calls use another provider; for tests. */
export function setVaultProvider(other: KeyProvider | undefined): void {
  provider = other;
}

type VaultSettings = Pick<Env, "VAULT_KEY_FILE" | "VAULT_KMS_KEY_ID" | "VAULT_KMS_REGION" | "VAULT_KMS_ENDPOINT">;

/** KMS when a key is named; with a key file beside it, so that what the file wrapped stays readable until it is wrapped anew. */
export function createVaultProvider(settings: VaultSettings): KeyProvider {
  const local = settings.VAULT_KEY_FILE === undefined ? undefined : localKeyProvider(settings.VAULT_KEY_FILE);
  if (settings.VAULT_KMS_KEY_ID === undefined) {
    if (!local) throw new Error("Set VAULT_KEY_FILE or VAULT_KMS_KEY_ID.");
    return local;
  }
  const kms = kmsKeyProvider({
    keyId: settings.VAULT_KMS_KEY_ID,
    region: settings.VAULT_KMS_REGION,
    endpoint: settings.VAULT_KMS_ENDPOINT,
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
