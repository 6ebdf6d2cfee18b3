import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { chmodSync, createWriteStream, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const READY_MS = 300_000;
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Starts all of Inhouse with the launcher, on ports of its own and an empty data folder. Tests find it through
 * E2E_STORE_URL, E2E_APP_URL and E2E_DATA_DIR. INFERENCE_BASE_URL decides on the model, as for npm start.
 */
export default async function startStack(): Promise<() => Promise<void>> {
  const port = Number(process.env["E2E_PORT_BASE"]);
  const dataDir = mkdtempSync(join(tmpdir(), "inhouse-e2e-"));
  chmodSync(dataDir, 0o711);
  const launcher = spawn(process.execPath, [join(ROOT, "scripts", "start.ts")], {
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
  };
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
    DATA_DIR: dataDir,
    MODEL_DIR: join(ROOT, ".data", "llama"),
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
