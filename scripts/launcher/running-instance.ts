import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { LaunchError } from "./launch-error.ts";

const Instance = z.object({
  pid: z.number().int(),
  /** Lines that a person is shown. */
  addresses: z.array(z.string()),
  /** Address of the dev store; null with real Shopify. */
  store: z.string().nullable(),
});
type Instance = z.infer<typeof Instance>;

/**
 * Claims the data folder for this process, until it ends.
 * @throws {LaunchError} when another launcher works with the same data folder
 */
export function claimDataDir(dataDir: string, note: Omit<Instance, "pid">): void {
  const other = findInstance(dataDir);
  if (other && other.pid !== process.pid) {
    const lines = [...other.addresses, `To stop it: Ctrl-C in its terminal, or kill ${other.pid}.`];
    throw new LaunchError(`Inhouse is already running with this data folder (process ${other.pid}).`, lines);
  }
  const file = noteFile(dataDir);
  writeFileSync(file, JSON.stringify({ pid: process.pid, ...note }));
  process.on("exit", () => rmSync(file, { force: true }));
}

/** What the launcher that runs with this data folder noted; null when none runs. */
export function findInstance(dataDir: string): Instance | null {
  const noted = readInstance(noteFile(dataDir));
  return noted && commandOf(noted.pid)?.includes("start.ts") ? noted : null;
}

/** Command line of a running process; null when there is no such process, "" when it cannot be told. */
export function commandOf(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return null;
  }
  try {
    if (existsSync("/proc/self")) return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return execFileSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" });
  } catch {
    return "";
  }
}

function noteFile(dataDir: string): string {
  return join(dataDir, "running.json");
}

function readInstance(file: string): Instance | null {
  try {
    return Instance.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}
