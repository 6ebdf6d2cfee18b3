import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { findPython } from "../../inference/find-program.ts";
import { messageOf } from "../../scripts/launcher/launch-error.ts";
import type { Supervisor } from "../../scripts/launcher/supervisor.ts";

const PORTKEY = "@portkey-ai/gateway@1.15.2";
const LITELLM = "litellm[proxy]==1.108.7";

export type Gateways = {
  /** Portkey's start script; null when it could not be installed. */
  readonly portkey: string | null;
  /** LiteLLM's program; null when it could not be installed. */
  readonly litellm: string | null;
};

/** Installs what is compared with into .cache/bench, once. It is never a part of the app. */
export async function installGateways(root: string, supervisor: Supervisor): Promise<Gateways> {
  const folder = join(root, ".cache", "bench");
  return {
    portkey: await orNull("Portkey", () => installPortkey(join(folder, "portkey"), supervisor)),
    litellm: await orNull("LiteLLM", () => installLitellm(join(folder, "litellm"), supervisor)),
  };
}

async function installPortkey(folder: string, supervisor: Supervisor): Promise<string> {
  const program = join(folder, "node_modules", "@portkey-ai", "gateway", "build", "start-server.js");
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const args = ["install", "--no-audit", "--no-fund", "--no-save", "--ignore-scripts", "--prefix", folder, PORTKEY];
  await supervisor.run({ name: "portkey-install", command: "npm", args, cwd: folder });
  return program;
}

async function installLitellm(folder: string, supervisor: Supervisor): Promise<string> {
  const program = join(folder, "bin", "litellm");
  if (existsSync(program)) return program;
  const python = findPython("3.10");
  if (python === null) throw new Error("there is no Python 3.10 or newer");
  await supervisor.run({ name: "litellm-venv", command: python, args: ["-m", "venv", folder] });
  const args = ["-m", "pip", "install", "--quiet", LITELLM];
  await supervisor.run({ name: "litellm-install", command: join(folder, "bin", "python"), args });
  return program;
}

async function orNull(name: string, install: () => Promise<string>): Promise<string | null> {
  try {
    return await install();
  } catch (error) {
    console.log(`${name} is left out: ${messageOf(error)}`);
    return null;
  }
}
