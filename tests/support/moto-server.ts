import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findPython } from "../../inference/find-program.ts";
import { findFreePorts } from "../../scripts/launcher/ports.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const INSTALL_MS = 180_000;
const START_MS = 30_000;
/** moto's server without the parts that other services than KMS and S3 need: a local stand-in of AWS's API, Apache-2.0. */
const PACKAGES = ["moto==5.2.5", "flask==3.1.3", "flask-cors==6.0.5"];

export type MotoServer = { readonly url: string; readonly stop: () => void };

/** Starts moto's server; its packages are installed once, under .cache. @returns why there is none, as one line */
export async function startMoto(): Promise<MotoServer | string> {
  const venv = join(ROOT, ".cache", "moto");
  const problem = installOnce(venv);
  if (problem !== null) return problem;
  const port = await findFreePorts(1);
  const server = spawn(join(venv, "bin", "moto_server"), ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  const stop = () => void server.kill("SIGKILL");
  const deadline = Date.now() + START_MS;
  while (Date.now() < deadline) {
    if (
      await fetch(`${url}/moto-api/data.json`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return { url, stop };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  stop();
  return "moto's server did not start";
}

function installOnce(venv: string): string | null {
  if (existsSync(join(venv, "bin", "moto_server"))) return null;
  const python = findPython("3.9");
  if (python === null) return "there is no Python 3.9 or newer for moto's server";
  try {
    execFileSync(python, ["-m", "venv", venv], { stdio: "ignore", timeout: INSTALL_MS });
    const pip = ["install", "--quiet", "--disable-pip-version-check", ...PACKAGES];
    execFileSync(join(venv, "bin", "pip"), pip, { stdio: "ignore", timeout: INSTALL_MS });
    return null;
  } catch {
    return "moto's server could not be installed: no package index?";
  }
}
