import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { openSession, type ChatSession } from "../../scripts/ask/session.ts";
import { DATABASE_NAME } from "../../scripts/launcher/database.ts";
import { ownerUrlOf } from "../../scripts/launcher/embedded-postgres.ts";
import { findPostgresHome } from "../../scripts/launcher/postgres-home.ts";
import { findFreePorts } from "../../scripts/launcher/ports.ts";
import { findInstance } from "../../scripts/launcher/running-instance.ts";
import { loadSecrets } from "../../scripts/launcher/secrets.ts";
import { createSupervisor } from "../../scripts/launcher/supervisor.ts";
import { waitForHttp } from "../../scripts/launcher/wait-for-http.ts";

const READY_MS = 300_000;
const INSTALL_POLL_MS = 500;
/** Web processes forget a shop's settings after five seconds. */
const SETTINGS_KEPT_MS = 6_000;
/** A setting can be no more; who asks is one visitor to the app, because all come from one address. */
const MOST = {
  requestLimitPerMinute: 1_000_000,
  tokenLimitPerDay: 10_000_000_000,
  streamLimit: 10_000,
};

/** All of Inhouse as `npm start` runs it, with a data folder of its own and one model server. */
export type WholeApp = {
  /** A new visitor of the demo storefront. */
  readonly open: () => Promise<ChatSession>;
  /** Resident memory of the web process, in bytes. */
  readonly webMemory: () => number;
  readonly stop: () => Promise<void>;
};

/** Starts it with limits that no bench reaches. */
export async function startWholeApp(root: string, modelUrl: string): Promise<WholeApp> {
  const dataDir = mkdtempSync(join(tmpdir(), "inhouse-bench-"));
  chmodSync(dataDir, 0o711);
  const supervisor = createSupervisor({ logDir: join(root, ".cache", "bench", "logs"), verbose: false });
  const stop = async () => {
    await supervisor.stopAll();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const port = await findFreePorts(3);
    const store = `http://localhost:${port + 1}`;
    const env = {
      ...process.env,
      PORT: String(port),
      DEVSTORE_PORT: String(port + 1),
      DATABASE_PORT: String(port + 2),
      DATA_DIR: dataDir,
      INFERENCE_BASE_URL: modelUrl,
      INFERENCE_MODEL: "mock",
    };
    const args = [join(root, "scripts", "start.ts")];
    const launcher = supervisor.start({ name: "app", command: process.execPath, args, cwd: root, env });
    await waitForHttp(launcher, `http://127.0.0.1:${port}/healthz`, {
      timeoutMs: READY_MS,
      accept: (status) => status === 200,
    });
    const open = () => openSession(store, { question: "" });
    // The demo shops are installed last.
    for (let last = performance.now() + READY_MS; ; await sleep(INSTALL_POLL_MS))
      if (
        await open().then(
          () => true,
          () => performance.now() > last,
        )
      )
        break;
    await liftLimits(dataDir, port + 2);
    return { open, webMemory: () => residentBytes(findInstance(dataDir)?.pid), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function liftLimits(dataDir: string, port: number): Promise<void> {
  const { databaseOwnerPassword, installationId } = loadSecrets(dataDir);
  const server = { home: findPostgresHome(dataDir, installationId), port, password: databaseOwnerPassword };
  const client = new Client({ connectionString: ownerUrlOf(server, DATABASE_NAME) });
  await client.connect();
  const kinds = (limit: number) => ({ visitor: limit, conversation: limit, customer: limit, shop: limit });
  const limits = Object.fromEntries(Object.entries(MOST).map(([name, limit]) => [name, kinds(limit)]));
  await client.query("UPDATE shop SET settings = settings || $1", [JSON.stringify(limits)]);
  await client.end();
  await sleep(SETTINGS_KEPT_MS);
}

function residentBytes(launcherPid: number | undefined): number {
  const lines = execFileSync("ps", ["-A", "-o", "ppid=,rss=,args="], { encoding: "utf8" }).split("\n");
  for (const line of lines) {
    const [ppid, kib] = line.trim().split(/\s+/);
    if (Number(ppid) === launcherPid && line.includes("build/server.js")) return Number(kib) * 1_024;
  }
  throw new Error("the web process is gone; see .cache/bench/logs/app.log");
}
