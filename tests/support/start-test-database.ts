import { chmodSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { generateSources } from "../../scripts/launcher/build-app.ts";
import { openDatabase } from "../../scripts/launcher/database.ts";
import { migrateDatabase } from "../../scripts/launcher/migrate-database.ts";
import { findFreePorts } from "../../scripts/launcher/ports.ts";
import { ensureMasterKey, loadSecrets } from "../../scripts/launcher/secrets.ts";
import { readSettings } from "../../scripts/launcher/settings.ts";
import type { Supervisor } from "../../scripts/launcher/supervisor.ts";

/** Starts a PostgreSQL in a folder, migrated as the real one is; gives the environment of an app that uses it. */
export async function startTestDatabase(dataDir: string, supervisor: Supervisor): Promise<Record<string, string>> {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  // As root, PostgreSQL runs as a user of its own, who must get through to its folder.
  chmodSync(dataDir, 0o711);
  const secrets = loadSecrets(dataDir);
  const settings = readSettings({ DATA_DIR: dataDir, DATABASE_PORT: String(await findFreePorts(1)) }, [], root);
  await generateSources(root, supervisor);
  const database = await openDatabase(settings, secrets, supervisor);
  await migrateDatabase(database, root, supervisor);
  return {
    NODE_ENV: "test",
    SHOPIFY_APP_URL: "http://localhost:3000",
    SHOPIFY_API_KEY: secrets.shopifyApiKey,
    SHOPIFY_API_SECRET: secrets.shopifyApiSecret,
    SCOPES: "read_products",
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    VAULT_KEY_FILE: ensureMasterKey(dataDir),
    INFERENCE_ALLOW_PRIVATE: "1",
    LOG_LEVEL: "silent",
  };
}
