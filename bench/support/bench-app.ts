import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildBundles } from "../../scripts/launcher/bundles.ts";
import { generateSources } from "../../scripts/launcher/build-app.ts";
import { openDatabase } from "../../scripts/launcher/database.ts";
import { migrateDatabase } from "../../scripts/launcher/migrate-database.ts";
import { findFreePorts } from "../../scripts/launcher/ports.ts";
import { ensureMasterKey, loadSecrets } from "../../scripts/launcher/secrets.ts";
import { readSettings } from "../../scripts/launcher/settings.ts";
import { createSupervisor, type Supervisor } from "../../scripts/launcher/supervisor.ts";
import { waitForHttp } from "../../scripts/launcher/wait-for-http.ts";
import { bundle } from "./bundle.ts";

const READY_MS = 120_000;

/** Starts the processes of a bench, on a PostgreSQL of its own, and takes everything away afterwards. */
export type Bench = {
  readonly root: string;
  readonly supervisor: Supervisor;
  /** Starts a process that answers at a path of a port; resolves to its origin once it does. */
  start(name: string, command: string, args: readonly string[], options: StartOptions): Promise<string>;
  /** Starts a file of `bench/` that is bundled with the app's own code, locked and with the app's database. */
  startWithApp(name: string, file: string, env: Record<string, string>, flags?: readonly string[]): Promise<string>;
};

type StartOptions = { readonly port: number; readonly path: string; readonly env?: Record<string, string> };

/** Runs a bench with everything it needs. */
export async function withBench(root: string, work: (bench: Bench) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "inhouse-bench-"));
  chmodSync(dataDir, 0o711);
  const supervisor = createSupervisor({ logDir: join(root, ".cache", "bench", "logs"), verbose: false });
  try {
    const environment = await openAppDatabase(root, dataDir, supervisor);
    await buildBundles(root, false);
    const start = async (
      name: string,
      command: string,
      args: readonly string[],
      { port, path, env = {} }: StartOptions,
    ) => {
      const child = supervisor.start({ name, command, args, cwd: root, env: { ...process.env, ...env } });
      await waitForHttp(child, `http://127.0.0.1:${port}${path}`, {
        timeoutMs: READY_MS,
        accept: (status) => status === 200,
      });
      return `http://127.0.0.1:${port}`;
    };
    const startWithApp: Bench["startWithApp"] = async (name, file, env, flags = []) => {
      const port = await findFreePorts(1);
      const args = [...flags, "--import", join(root, "build", "lock.js"), await bundle(root, file)];
      return start(name, process.execPath, args, {
        port,
        path: "/ready",
        env: { ...environment, ...env, PORT: String(port) },
      });
    };
    await work({ root, supervisor, start, startWithApp });
  } finally {
    await supervisor.stopAll();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function openAppDatabase(root: string, dataDir: string, supervisor: Supervisor): Promise<Record<string, string>> {
  const secrets = loadSecrets(dataDir);
  const settings = readSettings({ DATA_DIR: dataDir, DATABASE_PORT: String(await findFreePorts(1)) }, [], root);
  await generateSources(root, supervisor);
  const database = await openDatabase(settings, secrets, supervisor);
  await migrateDatabase(database, root, supervisor);
  return {
    NODE_ENV: "production",
    SHOPIFY_APP_URL: "http://localhost:3000",
    SHOPIFY_API_KEY: secrets.shopifyApiKey,
    SHOPIFY_API_SECRET: secrets.shopifyApiSecret,
    SCOPES: "read_products",
    DATABASE_URL: database.appUrl,
    VAULT_KEY_FILE: ensureMasterKey(dataDir),
    INFERENCE_ALLOW_PRIVATE: "1",
    LOG_LEVEL: "warn",
  };
}
