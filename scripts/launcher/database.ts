import { Client } from "pg";
import { ownerUrlOf, startEmbeddedPostgres } from "./embedded-postgres.ts";
import { LaunchError, messageOf } from "./launch-error.ts";
import { findPostgresHome } from "./postgres-home.ts";
import type { Secrets } from "./secrets.ts";
import type { Settings } from "./settings.ts";
import type { Supervisor } from "./supervisor.ts";

const OLDEST_VERSION = 150_000;
/** Of the embedded server. */
export const DATABASE_NAME = "inhouse";
export const APP_ROLE = "inhouse_app";

export type Database = {
  /** For migrations and seeds. */
  ownerUrl: string;
  /** For the app and its worker: a role that row-level security binds. */
  appUrl: string;
  /** Set when the launcher gives the app role its password; null when the operator manages the roles. */
  appPassword: string | null;
  /** What to say about it. */
  note: string;
};

/**
 * The database of the settings, or the embedded one, started and reachable.
 * @throws {LaunchError} when it cannot be reached or is older than PostgreSQL 15
 */
export async function openDatabase(settings: Settings, secrets: Secrets, supervisor: Supervisor): Promise<Database> {
  const { url, ownerUrl } = settings.database;
  if (!url) return startOwnDatabase(settings, secrets, supervisor);
  const version = await checkServer(ownerUrl ?? url, ownerUrl ? "DATABASE_OWNER_URL" : "DATABASE_URL");
  const note = `Database ready (PostgreSQL ${version} of DATABASE_URL)`;
  if (ownerUrl) return { ownerUrl, appUrl: url, appPassword: null, note };
  return { ownerUrl: url, appUrl: withAppRole(url, secrets), appPassword: secrets.databaseAppPassword, note };
}

/** The same server and database for the app role. */
export function withAppRole(ownerUrl: string, secrets: Pick<Secrets, "databaseAppPassword">): string {
  const url = new URL(ownerUrl);
  url.username = APP_ROLE;
  url.password = encodeURIComponent(secrets.databaseAppPassword);
  return url.href;
}

async function startOwnDatabase(settings: Settings, secrets: Secrets, supervisor: Supervisor): Promise<Database> {
  const home = findPostgresHome(settings.dataDir, secrets.installationId);
  const server = { home, port: settings.databasePort, password: secrets.databaseOwnerPassword };
  await startEmbeddedPostgres(supervisor, server);
  await ensureDatabase(ownerUrlOf(server, "postgres"));
  const ownerUrl = ownerUrlOf(server, DATABASE_NAME);
  return {
    ownerUrl,
    appUrl: withAppRole(ownerUrl, secrets),
    appPassword: secrets.databaseAppPassword,
    note: home.elsewhere
      ? `Database ready (data in ${home.data}: its user cannot enter ${settings.dataDir})`
      : "Database ready",
  };
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query("SELECT FROM pg_database WHERE datname = $1", [DATABASE_NAME]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE_NAME}`);
  } finally {
    await client.end();
  }
}

async function checkServer(url: string, variable: string): Promise<string> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  let version: { number: number; name: string };
  try {
    await client.connect();
    const { rows } = await client.query<{ number: number; name: string }>(
      "SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS name",
    );
    version = rows[0] ?? { number: 0, name: "unknown" };
  } catch (error) {
    throw new LaunchError(`The database of ${variable} cannot be used: ${messageOf(error)}`);
  } finally {
    await client.end().catch(() => undefined);
  }
  if (version.number < OLDEST_VERSION) {
    throw new LaunchError(`The database of ${variable} is PostgreSQL ${version.name}; Inhouse needs 15 or newer.`);
  }
  return version.name;
}
