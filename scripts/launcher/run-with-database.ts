import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { DATABASE_NAME, openDatabase } from "./database.ts";
import type { Database } from "./database.ts";
import { ownerUrlOf, tryConnect } from "./embedded-postgres.ts";
import { LaunchError, messageOf } from "./launch-error.ts";
import { findPostgresHome } from "./postgres-home.ts";
import { reportFailure } from "./report-failure.ts";
import { runCommand } from "./run-command.ts";
import { loadSecrets } from "./secrets.ts";
import type { Secrets } from "./secrets.ts";
import { readSettings } from "./settings.ts";
import type { Settings } from "./settings.ts";
import { createSupervisor } from "./supervisor.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Runs a command of app/cli that reads the database as its owner, with what it needs in its environment. The embedded database is used
 * as it runs, and started for the time of the command when it does not.
 */
export async function runWithDatabase(name: string): Promise<void> {
  let stop = (): Promise<void> => Promise.resolve();
  try {
    const settings = readSettings(process.env, [], ROOT);
    const { ownerUrl, stopAll } = await openAsOwner(settings);
    stop = stopAll;
    const keyFile = process.env["AUDIT_KEY_FILE"] || join(settings.dataDir, "keys", "audit.key");
    Object.assign(process.env, {
      DATABASE_OWNER_URL: ownerUrl,
      AUDIT_KEY_FILE: keyFile,
      AUDIT_PUBLIC_KEYS: process.env["AUDIT_PUBLIC_KEYS"] || join(dirname(keyFile), "audit.pub.pem"),
      AUDIT_ANCHOR_DIR: process.env["AUDIT_ANCHOR_DIR"] || join(settings.dataDir, "anchors"),
    });
    process.exitCode = await runCommand(name);
  } catch (error) {
    reportFailure(error instanceof LaunchError ? error : new LaunchError(messageOf(error)));
    process.exitCode = 1;
  }
  await stop();
}

type Opened = Pick<Database, "ownerUrl"> & { stopAll: () => Promise<void> };

async function openAsOwner(settings: Settings): Promise<Opened> {
  const { dataDir, database } = settings;
  if (!database.url && !existsSync(join(dataDir, "secrets.json"))) {
    throw new LaunchError(`There is no database in ${dataDir}: set DATA_DIR or DATABASE_URL.`);
  }
  const secrets = loadSecrets(dataDir);
  const running = database.url ? null : await findRunning(dataDir, secrets);
  if (running) return { ownerUrl: running, stopAll: () => Promise.resolve() };
  const supervisor = createSupervisor({ logDir: join(dataDir, "logs"), verbose: false });
  try {
    const { ownerUrl } = await openDatabase(settings, secrets, supervisor);
    return { ownerUrl, stopAll: () => supervisor.stopAll() };
  } catch (error) {
    await supervisor.stopAll();
    throw error;
  }
}

/** The owner's address of the embedded server, if it runs already; its port is the fourth line of postmaster.pid. */
async function findRunning(
  dataDir: string,
  { installationId, databaseOwnerPassword }: Secrets,
): Promise<string | null> {
  const home = findPostgresHome(dataDir, installationId);
  const file = join(home.data, "postmaster.pid");
  if (!existsSync(file)) return null;
  const port = Number(readFileSync(file, "utf8").split("\n")[3]);
  const url = ownerUrlOf({ home, port, password: databaseOwnerPassword }, DATABASE_NAME);
  return (await tryConnect(url)) === null ? url : null;
}
