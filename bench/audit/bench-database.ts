import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateSources } from "../../scripts/launcher/build-app.ts";
import { openDatabase } from "../../scripts/launcher/database.ts";
import { migrateDatabase } from "../../scripts/launcher/migrate-database.ts";
import { findFreePorts } from "../../scripts/launcher/ports.ts";
import { ensureMasterKey, loadSecrets } from "../../scripts/launcher/secrets.ts";
import { readSettings } from "../../scripts/launcher/settings.ts";
import { createSupervisor } from "../../scripts/launcher/supervisor.ts";

/** An embedded PostgreSQL in a folder of its own, migrated as the real one is, and the app's settings for it. */
export async function startBenchDatabase(root: string) {
  const dataDir = mkdtempSync(join(tmpdir(), "inhouse-bench-"));
  chmodSync(dataDir, 0o711);
  const supervisor = createSupervisor({ logDir: join(dataDir, "logs"), verbose: false });
  const secrets = loadSecrets(dataDir);
  const settings = readSettings({ DATA_DIR: dataDir, DATABASE_PORT: String(await findFreePorts(1)) }, [], root);
  await generateSources(root, supervisor);
  const database = await openDatabase(settings, secrets, supervisor);
  await migrateDatabase(database, root, supervisor);
  return {
    dataDir,
    ownerUrl: database.ownerUrl,
    environment: {
      NODE_ENV: "test",
      SHOPIFY_APP_URL: "http://localhost:3000",
      SHOPIFY_API_KEY: secrets.shopifyApiKey,
      SHOPIFY_API_SECRET: secrets.shopifyApiSecret,
      SCOPES: "read_products",
      DATABASE_URL: database.appUrl,
      VAULT_KEY_FILE: ensureMasterKey(dataDir),
      LOG_LEVEL: "silent",
    },
    stop: async () => {
      await supervisor.stopAll();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
