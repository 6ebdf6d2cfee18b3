import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const BIN = join(ROOT, "node_modules", ".bin");
const PARENT_CHECK_MS = 1_000;

/** Ends the process with one clear line on a Node that cannot run the scripts. */
export function requireNode18() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major >= 18) return;
  console.error(
    `Inhouse needs Node 18 or newer to begin with (it then brings its own Node 24); this is ${process.version}.`,
  );
  process.exit(1);
}

/**
 * Runs a TypeScript file under the Node 24 of node_modules, passes signals on, and exits with its code.
 * The child has an IPC channel, so that it notices when this process is killed.
 */
export function runUnderNode24(script, args) {
  const node = existsSync(join(BIN, "node")) ? join(BIN, "node") : process.execPath;
  const child = spawn(node, [join(ROOT, script), ...args], {
    cwd: ROOT,
    env: { ...process.env, PATH: BIN + delimiter + (process.env.PATH ?? "") },
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
  stopWhenNpmIsGone(child);
}

/** npm killed with SIGKILL leaves its script running, with another parent: with a shell in between, one further up. */
function stopWhenNpmIsGone(child) {
  if (!process.env.npm_lifecycle_event) return;
  const before = npmAncestors();
  setInterval(() => {
    if (npmAncestors() !== before) child.kill("SIGTERM");
  }, PARENT_CHECK_MS).unref();
}

function npmAncestors() {
  const parent = process.ppid;
  try {
    const [shell] = readFileSync(`/proc/${parent}/cmdline`, "utf8").split("\0");
    if (!/(^|\/)(ba|da|z|k)?sh$/.test(shell)) return String(parent);
    const status = readFileSync(`/proc/${parent}/status`, "utf8");
    return `${parent} ${/^PPid:\s*(\d+)/m.exec(status)?.[1]}`;
  } catch {
    return String(parent);
  }
}
