import { spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright";
import { findProgram } from "../../inference/find-program.ts";
import { messageOf } from "../launcher/launch-error.ts";

const DOWNLOAD_MS = 180_000;
const PACKAGE_MS = 420_000;
const LAUNCH_MS = 30_000;

/** A Chromium that was started once and works. */
export type Chromium = { path: string; origin: string };

type Source = { origin: string; find: () => Promise<string | null> };

/**
 * Finds a working Chromium, fetching one if need be: CHROMIUM_PATH, the PATH, Playwright's own, Debian's package (as
 * root), and last the one that the npm package @sparticuz/chromium carries, which needs no rights and no download.
 * @param log receives a line per source that did not work
 * @returns null when there is none
 */
export async function findChromium(root: string, log: (line: string) => void): Promise<Chromium | null> {
  for (const { origin, find } of listSources(root)) {
    const path = await find().catch((error: unknown) => (log(`Chromium, ${origin}: ${messageOf(error)}`), null));
    if (!path) continue;
    const problem = await tryLaunch(path);
    if (!problem) return { path, origin };
    log(`Chromium, ${origin} (${path}): ${problem}`);
  }
  return null;
}

function listSources(root: string): Source[] {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  return [
    { origin: "CHROMIUM_PATH", find: async () => process.env["CHROMIUM_PATH"] || null },
    ...names.map((name) => ({ origin: `${name} of the PATH`, find: async () => findProgram(name) })),
    { origin: "Playwright's own", find: () => installPlaywrightChromium(root) },
    { origin: "Debian's package", find: installDebianChromium },
    { origin: "@sparticuz/chromium", find: () => unpackChromium(root) },
  ];
}

async function installPlaywrightChromium(root: string): Promise<string | null> {
  const path = chromium.executablePath();
  if (!existsSync(path)) {
    const cli = join(root, "node_modules", "playwright", "cli.js");
    await runQuietly(process.execPath, [cli, "install", "chromium"], DOWNLOAD_MS);
  }
  return path;
}

async function installDebianChromium(): Promise<string | null> {
  if (userInfo().uid !== 0 || !findProgram("apt-get")) return null;
  await runQuietly("apt-get", ["update", "-q"], PACKAGE_MS);
  await runQuietly("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"], PACKAGE_MS);
  return findProgram("chromium");
}

/** It unpacks into the folder for temporary files, where another user's copy may already lie: so into our own. */
async function unpackChromium(root: string): Promise<string> {
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = join(root, ".cache", "chromium");
  mkdirSync(process.env["TMPDIR"], { recursive: true });
  try {
    const packaged = await import("@sparticuz/chromium");
    return await packaged.default.executablePath();
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}

async function tryLaunch(executablePath: string): Promise<string | null> {
  try {
    const browser = await chromium.launch({ executablePath, timeout: LAUNCH_MS });
    await (await browser.newPage()).close();
    await browser.close();
    return null;
  } catch (error) {
    return messageOf(error).split("\n")[0] ?? "does not start";
  }
}

function runQuietly(command: string, args: string[], timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const child = spawn(command, args, { env, stdio: "ignore", timeout: timeoutMs, killSignal: "SIGKILL" });
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args[0] ?? ""} failed or took too long`)),
    );
  });
}
