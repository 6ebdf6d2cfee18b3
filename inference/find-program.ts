import { execFileSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const PROBE_MS = 10_000;

/** Full path of a program of the PATH; null when there is none. */
export function findProgram(name: string, path = process.env["PATH"] ?? ""): string | null {
  const candidates = path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name));
  return candidates.find(isExecutable) ?? null;
}

/** First Python of the PATH that is new enough; null when there is none. @param minimum such as "3.10" */
export function findPython(minimum: string): string | null {
  const names = ["python3", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10", "python"];
  for (const name of names) {
    const program = findProgram(name);
    if (program && isNewEnough(versionOf(program), minimum)) return program;
  }
  return null;
}

/** Compares versions such as "3.9" and "3.10" by their numbers. */
export function isNewEnough(version: string, minimum: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = minimum.split(".").map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

function versionOf(python: string): string {
  try {
    const code = "import sys; print('%d.%d' % sys.version_info[:2])";
    return execFileSync(python, ["-c", code], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      timeout: PROBE_MS,
    });
  } catch {
    return "0.0";
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
