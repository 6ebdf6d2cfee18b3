import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ModelPlan } from "../../inference/model-plan.ts";
import { prepareModel } from "../../inference/prepare-model.ts";
import { appEnvironment, devstoreEnvironment } from "./app-environment.ts";
import type { AppParts } from "./app-environment.ts";
import type { LaunchError } from "./launch-error.ts";
import type { Secrets } from "./secrets.ts";
import type { Settings } from "./settings.ts";
import type { Child, Environment, Supervisor } from "./supervisor.ts";
import { waitForHttp } from "./wait-for-http.ts";

const READY_MS = 60_000;
const SERVERS_STAGE = 2;

/** Chooses a model server, installing the embedded one if need be; kind "none" says why the app runs without one. */
export function planModel(settings: Settings, secrets: Secrets, supervisor: Supervisor): Promise<ModelPlan> {
  return prepareModel({
    wishes: settings.inference,
    folder: settings.modelDir,
    port: settings.inferencePort,
    apiKey: secrets.inferenceApiKey,
    run: (command, args) => supervisor.run({ name: "model-install", command, args, env: installEnvironment() }),
  });
}

/**
 * Starts the model server of a plan, if it is ours to start, and waits until it answers.
 * @param onDeath told when it ends later: the app goes on without it
 * @throws {LaunchError} when it does not come up
 */
export async function startModel(
  plan: ModelPlan,
  supervisor: Supervisor,
  onDeath: (error: LaunchError) => void,
): Promise<void> {
  if (plan.kind !== "embedded") return;
  const { command, args, apiKey, baseUrl } = plan;
  const env = { ...process.env, ...plan.env };
  const child = supervisor.start({ name: "model", command, args, env, stopStage: SERVERS_STAGE, onDeath });
  const headers = { authorization: `Bearer ${apiKey}` };
  const accept = (status: number) => status === 200;
  await waitForHttp(child, `${baseUrl}/models`, { timeoutMs: READY_MS, headers, accept });
}

/** Starts the local stand-in for Shopify. */
export async function startDevstore(settings: Settings, secrets: Secrets, supervisor: Supervisor): Promise<void> {
  const child = supervisor.start({
    name: "devstore",
    command: process.execPath,
    args: [...reload(settings, "--watch"), join(settings.root, "devstore", "main.ts")],
    cwd: settings.root,
    env: devstoreEnvironment(settings, secrets),
    stopStage: SERVERS_STAGE,
  });
  await waitForHttp(child, `http://127.0.0.1:${settings.devstorePort}/_shopify/control`, { timeoutMs: READY_MS });
}

/** Starts the web server and waits until its health page answers. */
export async function startWeb(parts: AppParts, supervisor: Supervisor): Promise<void> {
  const child = startNode(parts, supervisor, "web", "build/server.js");
  const { host, port } = parts.settings;
  const address = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  await waitForHttp(child, `http://${address}:${port}/healthz`, {
    timeoutMs: READY_MS,
    accept: (status) => status === 200,
  });
}

/** Starts the worker of the job queue, which keeps the audit log's signed heads in a folder. */
export function startWorker(parts: AppParts, supervisor: Supervisor): Child {
  const anchors = appEnvironment(parts)["AUDIT_ANCHOR_DIR"] ?? "";
  return startNode(parts, supervisor, "worker", "build/worker.js", [anchors]);
}

/** @param writable the folders in which it may write, in production */
function startNode(
  parts: AppParts,
  supervisor: Supervisor,
  name: string,
  script: string,
  writable: readonly string[] = [],
): Child {
  const { settings } = parts;
  const file = join(settings.root, script);
  // Only the bundle: Vite loads files that it writes itself, and watching those would restart for ever.
  const args = [
    ...reload(settings, `--watch-path=${file}`),
    ...confine(settings, writable),
    "--enable-source-maps",
    file,
  ];
  return supervisor.start({ name, command: process.execPath, args, cwd: settings.root, env: appEnvironment(parts) });
}

/**
 * Outgoing connections are locked before any package is loaded. Node's permission model forbids what would get around that lock: child
 * processes, worker threads, native add-ons, Node's inner bindings; and writing files elsewhere. Vite and esbuild need those in development.
 */
function confine({ mode, root }: Settings, writable: readonly string[]): string[] {
  const lock = ["--import", pathToFileURL(join(root, "build/lock.js")).href];
  // Without the star the folder itself could not be made.
  const writes = writable.map((folder) => `--allow-fs-write=${join(folder, "*")}`);
  return mode === "development" ? lock : ["--permission", "--allow-fs-read=*", ...writes, ...lock];
}

function reload(settings: Settings, watch: string): string[] {
  return settings.mode === "development" ? [watch, "--watch-preserve-output"] : [];
}

/** pip must install exactly the manifest's files, whatever this machine's pip prefers. */
function installEnvironment(): Environment {
  const { PIP_TARGET: _target, PIP_USER: _user, PYTHONHOME: _home, PYTHONPATH: _path, ...env } = process.env;
  return env;
}
