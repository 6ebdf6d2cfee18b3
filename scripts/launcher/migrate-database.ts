import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client, escapeIdentifier, escapeLiteral } from "pg";
import { APP_ROLE } from "./database.ts";
import type { Database } from "./database.ts";
import { LaunchError, messageOf } from "./launch-error.ts";
import type { Supervisor } from "./supervisor.ts";

const JOBS_SCHEMA = "pgboss";
const LOCK_ID = 4_730_211;

export type Migration = { name: string; checksum: string };

/** Migrations of the folder that are not among the applied ones, by name and content. */
export function listPending(wanted: readonly Migration[], applied: readonly Migration[]): Migration[] {
  const known = new Map(applied.map(({ name, checksum }) => [name, checksum]));
  return wanted.filter(({ name, checksum }) => known.get(name) !== checksum);
}

/**
 * Brings a database to the newest schema: the app role, the migrations, the schema of the job queue.
 * Prisma is only started when something is pending: that alone takes over a second.
 * @returns how many migrations were pending
 * @throws {LaunchError} when the owner may not do it or a migration fails
 */
export async function migrateDatabase(database: Database, root: string, supervisor: Supervisor): Promise<number> {
  const client = new Client({ connectionString: database.ownerUrl });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK_ID]);
    if (database.appPassword !== null) await ensureAppRole(client, database.appPassword);
    const pending = listPending(listMigrations(root), await listApplied(client));
    await releaseInterrupted(client);
    if (pending.length > 0) await deployMigrations(database.ownerUrl, root, supervisor);
    await ensureJobsSchema(client);
    return pending.length;
  } catch (error) {
    if (error instanceof LaunchError) throw error;
    throw new LaunchError(`The database could not be prepared: ${messageOf(error)}`);
  } finally {
    await client.end();
  }
}

/** Prisma keeps the SHA-256 of each migration.sql as its checksum. */
function listMigrations(root: string): Migration[] {
  const folder = join(root, "prisma", "migrations");
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const sql = readFileSync(join(folder, name, "migration.sql"));
      return { name, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

async function listApplied(client: Client): Promise<Migration[]> {
  if (!(await hasMigrationTable(client))) return [];
  const { rows } = await client.query<Migration>(
    "SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
  );
  return rows;
}

/**
 * A stop in the middle of a migration leaves a row that is neither finished nor rolled back, and Prisma then refuses
 * every later one (P3009). PostgreSQL runs a script as one transaction, so what did not finish left nothing behind.
 */
async function releaseInterrupted(client: Client): Promise<void> {
  if (!(await hasMigrationTable(client))) return;
  await client.query(
    "UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL",
  );
}

async function hasMigrationTable(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ name: string | null }>(
    "SELECT to_regclass('_prisma_migrations')::text AS name",
  );
  return Boolean(rows[0]?.name);
}

async function ensureAppRole(client: Client, password: string): Promise<void> {
  const role = escapeIdentifier(APP_ROLE);
  const found = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [APP_ROLE]);
  if (found.rowCount === 0) await client.query(`CREATE ROLE ${role} NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE`);
  await client.query(`ALTER ROLE ${role} LOGIN PASSWORD ${escapeLiteral(password)}`);
}

/** The app role owns it: pg-boss makes and alters its own tables there. */
async function ensureJobsSchema(client: Client): Promise<void> {
  const found = await client.query("SELECT FROM pg_namespace WHERE nspname = $1", [JOBS_SCHEMA]);
  if (found.rowCount) return;
  const { rows } = await client.query<{ member: boolean }>("SELECT pg_has_role(current_user, $1, 'USAGE') AS member", [
    APP_ROLE,
  ]);
  if (!rows[0]?.member) await client.query(`GRANT ${escapeIdentifier(APP_ROLE)} TO CURRENT_USER`);
  await client.query(`CREATE SCHEMA ${JOBS_SCHEMA} AUTHORIZATION ${escapeIdentifier(APP_ROLE)}`);
}

async function deployMigrations(ownerUrl: string, root: string, supervisor: Supervisor): Promise<void> {
  await supervisor.run({
    name: "migrate",
    command: process.execPath,
    args: [join(root, "node_modules", "prisma", "build", "index.js"), "migrate", "deploy"],
    cwd: root,
    // Does nothing: a migration that has begun is left to end before the database stops.
    stopSignal: "SIGCONT",
    env: { ...process.env, DATABASE_OWNER_URL: ownerUrl, PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1" },
  });
}
