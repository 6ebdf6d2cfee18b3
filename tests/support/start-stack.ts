import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { chmodSync, createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ensureModelInstalled } from "./isolation/ensure-model-installed.ts";
import { isolate, type Isolation } from "./isolation/isolate.ts";

const READY_MS = 300_000;
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MODEL_DIR = join(ROOT, ".data", "llama");
const PROBE = pathToFileURL(join(ROOT, "tests", "support", "egress-probe.ts")).href;

/**
 * Starts all of Inhouse with the launcher, on ports of its own and an empty data folder; where the system allows it, in a network of its own
 * whose packets are watched. Tests find it through E2E_STORE_URL, E2E_APP_URL and E2E_DATA_DIR. INFERENCE_BASE_URL decides on the model, as
 * for npm start.
 */
export default async function startStack(): Promise<() => Promise<void>> {
  const port = Number(process.env["E2E_PORT_BASE"]);
  const dataDir = mkdtempSync(join(tmpdir(), "inhouse-e2e-"));
  chmodSync(dataDir, 0o711);
  const isolation = await openIsolation(port);
  const start = [process.execPath, [join(ROOT, "scripts", "start.ts")]] as const;
  const { command, args } = isolation?.inside(...start) ?? { command: start[0], args: start[1] };
  const launcher = spawn(command, args, {
    cwd: ROOT,
    env: { ...process.env, ...stackVariables(port, dataDir) },
    // The channel lets the launcher notice when this process is killed.
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  await whenReady(launcher);
  process.env["E2E_STORE_URL"] = `http://localhost:${port + 1}`;
  process.env["E2E_APP_URL"] = `http://localhost:${port}`;
  process.env["E2E_DATA_DIR"] = dataDir;
  return async () => {
    const exited = new Promise((resolve) => launcher.once("exit", resolve));
    launcher.kill("SIGTERM");
    await exited;
    rmSync(dataDir, { recursive: true, force: true });
    if (isolation) await judgeCapture(isolation);
  };
}

async function openIsolation(port: number): Promise<Isolation | null> {
  const ports = [port, port + 1, port + 2, port + 3];
  const isolation = process.env["INFERENCE_BASE_URL"]
    ? "INFERENCE_BASE_URL names a model server outside of it"
    : await ensureModelInstalled(MODEL_DIR).then(() => isolate(ports, ports.slice(0, 2)));
  if (typeof isolation !== "string") return isolation;
  say(`skipped, ${isolation}.`);
  return null;
}

/** The last word on the whole run, after everything has stopped. @throws Error when a packet went anywhere else. */
async function judgeCapture({ capture, close }: Isolation): Promise<void> {
  const { seen, lost, strays } = await capture.finish();
  await close();
  say(
    `${seen} packets of web, worker, dev store, database and model server, ${lost} missed, ${strays.length} beyond their own four ports.`,
  );
  if (strays.length > 0 || lost > 0 || seen === 0)
    throw new Error(`The network capture failed: ${JSON.stringify({ seen, lost, strays: strays.slice(0, 20) })}`);
}

/** For the terminal, and for the conductor of all tests, which shows it. */
function say(text: string): void {
  process.stdout.write(`  Network capture: ${text}\n`);
  mkdirSync(join(ROOT, "test-results"), { recursive: true });
  writeFileSync(join(ROOT, "test-results", "network-capture.txt"), text);
}

function stackVariables(port: number, dataDir: string): Record<string, string> {
  const own = [
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "SHOPIFY_API_KEY",
    "SHOPIFY_API_SECRET",
    "SHOPIFY_APP_URL",
    "VAULT_KEY_FILE",
    "NODE_ENV",
  ];
  return {
    ...Object.fromEntries(own.map((name) => [name, ""])),
    PORT: String(port),
    DEVSTORE_PORT: String(port + 1),
    DATABASE_PORT: String(port + 2),
    INFERENCE_PORT: String(port + 3),
    // So that a test can enter the embedded server as a shop's own.
    INFERENCE_ALLOW_PRIVATE: "1",
    DATA_DIR: dataDir,
    MODEL_DIR,
    NODE_OPTIONS: `${process.env["NODE_OPTIONS"] ?? ""} --import ${PROBE}`.trim(),
  };
}

function whenReady(launcher: ChildProcess): Promise<void> {
  mkdirSync(join(ROOT, "test-results"), { recursive: true });
  const log = createWriteStream(join(ROOT, "test-results", "stack.log"));
  let output = "";
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Inhouse was not ready in time:\n${output}`)), READY_MS);
    launcher.once("exit", (code) => reject(new Error(`Inhouse ended with code ${code}:\n${output}`)));
    for (const stream of [launcher.stdout, launcher.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        log.write(text);
        output += text;
        if (!output.includes("/healthz")) return;
        clearTimeout(timer);
        resolve();
      });
    }
  });
}
