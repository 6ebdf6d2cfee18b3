// npm run migrate: brings the database of DATABASE_OWNER_URL (or DATABASE_URL) to the newest schema.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openDatabase } from "./launcher/database.ts";
import { LaunchError } from "./launcher/launch-error.ts";
import { migrateDatabase } from "./launcher/migrate-database.ts";
import { reportFailure } from "./launcher/report-failure.ts";
import { ensureDataDir, loadSecrets } from "./launcher/secrets.ts";
import { readSettings } from "./launcher/settings.ts";
import { createSupervisor } from "./launcher/supervisor.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
try {
  const settings = readSettings(process.env, process.argv.slice(2), root);
  if (!settings.database.url)
    throw new LaunchError("Set DATABASE_URL: the embedded database is migrated by npm start itself.");
  ensureDataDir(settings.dataDir);
  const supervisor = createSupervisor({ logDir: join(settings.dataDir, "logs"), verbose: settings.verbose });
  const database = await openDatabase(settings, loadSecrets(settings.dataDir), supervisor);
  const applied = await migrateDatabase(database, root, supervisor);
  console.log(applied === 0 ? "The database is up to date." : `${applied} migrations applied.`);
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
}
