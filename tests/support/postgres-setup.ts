import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { openDatabase } from "../../scripts/launcher/database.ts";
import { generateSources } from "../../scripts/launcher/build-app.ts";
import { migrateDatabase } from "../../scripts/launcher/migrate-database.ts";
import { findFreePorts } from "../../scripts/launcher/ports.ts";
import { ensureMasterKey, loadSecrets } from "../../scripts/launcher/secrets.ts";
import { readSettings } from "../../scripts/launcher/settings.ts";
import { createSupervisor } from "../../scripts/launcher/supervisor.ts";

/** One PostgreSQL for the whole run, in a folder that is removed afterwards, migrated as the real one is. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const dataDir = mkdtempSync(join(tmpdir(), "inhouse-test-"));
  chmodSync(dataDir, 0o711);
  const supervisor = createSupervisor({ logDir: join(dataDir, "logs"), verbose: false });
  const secrets = loadSecrets(dataDir);
  const settings = readSettings({ DATA_DIR: dataDir, DATABASE_PORT: String(await findFreePorts(1)) }, [], root);
  await generateSources(root, supervisor);
  const database = await openDatabase(settings, secrets, supervisor);
  await migrateDatabase(database, root, supervisor);
  project.provide("environment", {
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
  });
  return async () => {
    await supervisor.stopAll();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
