import { env } from "~/env.server";
import type { KeyProvider } from "./key-provider";
import { localKeyProvider } from "./local-key-provider.server";

let provider: KeyProvider | undefined;

/** The process's key provider; read on first use, then kept. @throws Error when the master key cannot be used. */
export function vaultProvider(): KeyProvider {
  provider ??= localKeyProvider(env.VAULT_KEY_FILE);
  return provider;
}
