// `npm start`: starts what is not configured, migrates, builds if needed, and keeps it all running until it is stopped.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ModelPlan } from "../inference/model-plan.ts";
import { devstoreOrigin } from "./launcher/app-environment.ts";
import { buildForDevelopment, buildIfStale } from "./launcher/build-app.ts";
import { openDatabase } from "./launcher/database.ts";
import type { Database } from "./launcher/database.ts";
import { installApp } from "./launcher/install-app.ts";
import { LaunchError } from "./launcher/launch-error.ts";
import { migrateDatabase } from "./launcher/migrate-database.ts";
import { requireFreePorts } from "./launcher/ports.ts";
import type { WantedPort } from "./launcher/ports.ts";
import { planModel, startDevstore, startModel, startWeb, startWorker } from "./launcher/processes.ts";
import { createProgress, seconds } from "./launcher/progress.ts";
import type { Progress } from "./launcher/progress.ts";
import { reportFailure } from "./launcher/report-failure.ts";
import { claimDataDir } from "./launcher/running-instance.ts";
import { ensureAuditKey, ensureDataDir, ensureMasterKey, loadSecrets } from "./launcher/secrets.ts";
import type { Secrets } from "./launcher/secrets.ts";
import { readSettings } from "./launcher/settings.ts";
import type { Settings } from "./launcher/settings.ts";
import { stopOnSignals } from "./launcher/stop-on-signals.ts";
import { createSupervisor } from "./launcher/supervisor.ts";
import type { Supervisor } from "./launcher/supervisor.ts";

type Launch = { settings: Settings; secrets: Secrets; supervisor: Supervisor; progress: Progress };

await main();

async function main(): Promise<void> {
  const progress = createProgress(console.log, process.stdout.isTTY);
  let supervisor: Supervisor | null = null;
  let asked = false;
  try {
    const settings = readSettings(process.env, process.argv.slice(2), fileURLToPath(new URL("..", import.meta.url)));
    ensureDataDir(settings.dataDir);
    claimDataDir(settings.dataDir, { addresses: addressLines(settings), store: devstoreOrigin(settings) });
    supervisor = createSupervisor({ logDir: join(settings.dataDir, "logs"), verbose: settings.verbose });
    const stop = stopOnSignals();
    void stop.then(() => (asked = true));
    const launch = { settings, secrets: loadSecrets(settings.dataDir), supervisor, progress };
    const started = startAll(launch);
    // When a stop comes in the middle of starting, what is still starting fails, and that is no news.
    started.catch(() => undefined);
    await Promise.race([started, stop, failWith(supervisor.firstDeath)]);
    if (!asked) progress.line(readyText(settings));
    const death = await Promise.race([supervisor.firstDeath, stop]);
    if (death) throw death;
    progress.mute();
    progress.line("Stopping …");
  } catch (error) {
    progress.mute();
    reportFailure(error);
    process.exitCode = 1;
  }
  await supervisor?.stopAll();
  if (asked) progress.line("✔ Everything is stopped");
  process.exit();
}

async function startAll(launch: Launch): Promise<void> {
  const { settings, secrets, supervisor, progress } = launch;
  await requireFreePorts(wantedPorts(settings));
  // The app needs to know which model server there will be, not that it is already up.
  const plan = planModel(settings, secrets, supervisor);
  const [database] = await Promise.all([
    startApp(launch, plan),
    progress.step("Model server", () => startPlannedModel(launch, plan), String),
    settings.shopify ? null : progress.step("Dev store ready", () => startDevstore(settings, secrets, supervisor)),
  ]);
  const store = devstoreOrigin(settings);
  if (store) await progress.step("Demo shops", () => installApp(store, database.ownerUrl), describeShops);
  progress.line(`  Ready after ${seconds(performance.now())}; the logs are in ${join(settings.dataDir, "logs")}`);
}

async function startApp(launch: Launch, plan: Promise<ModelPlan>): Promise<Database> {
  const { settings, secrets, supervisor, progress } = launch;
  const masterKeyFile = ensureMasterKey(settings.dataDir);
  const auditKeyFile = ensureAuditKey(settings.dataDir);
  const [database, model] = await Promise.all([startDatabase(launch), plan, buildApp(launch)]);
  const parts = { settings, secrets, database, model, masterKeyFile, auditKeyFile };
  const worker = startWorker(parts, supervisor);
  await progress.step("Web server ready", () => Promise.race([startWeb(parts, supervisor), failWith(worker.ended)]));
  return database;
}

/** A model server that does not come up, or ends later, is no reason to stop the app: it then says so itself. */
async function startPlannedModel({ supervisor, progress }: Launch, planned: Promise<ModelPlan>): Promise<string> {
  const plan = await planned;
  let isUp = false;
  const onDeath = (error: LaunchError) => {
    if (isUp) progress.line(`✘ ${error.message} The app goes on without it; start again to have it back.`);
  };
  try {
    await startModel(plan, supervisor, onDeath);
    isUp = true;
    return describeModel(plan);
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error;
    return [`No model: ${error.message}`, ...error.details].join("\n    ");
  }
}

async function startDatabase({ settings, secrets, supervisor, progress }: Launch): Promise<Database> {
  const open = () => openDatabase(settings, secrets, supervisor);
  const database = await progress.step("Database", open, ({ note }) => note);
  const migrate = () => migrateDatabase(database, settings.root, supervisor);
  await progress.step("Database schema", migrate, (count) =>
    count ? `Database schema: ${count} new` : "Database schema up to date",
  );
  return database;
}

async function buildApp({ settings, supervisor, progress }: Launch): Promise<void> {
  if (settings.mode === "development") {
    await progress.step("App bundled", () => buildForDevelopment(settings.root, supervisor));
    return;
  }
  const build = () => buildIfStale(settings.root, supervisor);
  await progress.step("Building the app", build, (sizes) => (sizes ? "App built" : "App is already built"));
}

/** The database checks its own port, after it has ended a server that a killed launcher left behind. */
function wantedPorts(settings: Settings): WantedPort[] {
  const local = "127.0.0.1";
  const ports = [{ port: settings.port, host: settings.host, variable: "PORT", purpose: "app" }];
  if (!settings.shopify)
    ports.push({ port: settings.devstorePort, host: local, variable: "DEVSTORE_PORT", purpose: "dev store" });
  if (settings.inference.enabled && !settings.inference.baseUrl) {
    ports.push({ port: settings.inferencePort, host: local, variable: "INFERENCE_PORT", purpose: "model server" });
  }
  return ports;
}

/** What to say about the model server that is now there, or not. */
function describeModel(plan: ModelPlan): string {
  switch (plan.kind) {
    case "given":
      return `Model server of INFERENCE_BASE_URL (${plan.baseUrl})`;
    case "embedded":
      return `Model server ready (llama.cpp, ${plan.model})`;
    case "none":
      return `No model: ${plan.reason}. The app runs; to connect one, set INFERENCE_BASE_URL, INFERENCE_API_KEY and INFERENCE_MODEL, or choose it in the app's settings`;
  }
}

function describeShops(installed: readonly string[]): string {
  return installed.length > 0 ? `Demo shops installed: ${installed.join(", ")}` : "Demo shops are installed";
}

function addressLines(settings: Settings): string[] {
  const store = devstoreOrigin(settings);
  const app = `App      http://localhost:${settings.port}/healthz`;
  return store ? [`Store    ${store}/`, `Admin    ${store}/admin`, app] : [app];
}

function readyText(settings: Settings): string {
  return ["", ...addressLines(settings), ""].join("\n");
}

async function failWith(ended: Promise<LaunchError>): Promise<never> {
  throw await ended;
}
