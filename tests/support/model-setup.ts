import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import type { ModelPlan } from "../../inference/model-plan.ts";
import { planModel, startModel } from "../../scripts/launcher/processes.ts";
import { findFreePorts } from "../../scripts/launcher/ports.ts";
import { loadSecrets } from "../../scripts/launcher/secrets.ts";
import { readSettings } from "../../scripts/launcher/settings.ts";
import { createSupervisor, type Supervisor } from "../../scripts/launcher/supervisor.ts";
import { startTestDatabase } from "./start-test-database.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Makes a model that was trained for no tools call them. */
const TOOLS_TEMPLATE = join(ROOT, "tests", "support", "tool-calling.jinja");

/**
 * The real llama.cpp with the embedded model, as `npm start` starts it, installed once into .data/llama; a second one that calls tools; and a
 * PostgreSQL.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "inhouse-test-"));
  const supervisor = createSupervisor({ logDir: join(dataDir, "logs"), verbose: false });
  const plan = await planEmbedded(dataDir, supervisor);
  await startModel(plan, supervisor, () => undefined);
  const caller = await planEmbedded(dataDir, supervisor);
  const env = { ...caller.env, INFERENCE_CHAT_TEMPLATE: TOOLS_TEMPLATE };
  await startModel({ ...caller, env }, supervisor, () => undefined);
  project.provide("environment", {
    ...(await startTestDatabase(dataDir, supervisor)),
    INFERENCE_BASE_URL: plan.baseUrl,
    INFERENCE_API_KEY: plan.apiKey,
    INFERENCE_MODEL: plan.model,
    TOOLS_BASE_URL: caller.baseUrl,
  });
  return async () => {
    await supervisor.stopAll();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

async function planEmbedded(dataDir: string, supervisor: Supervisor): Promise<ModelPlan & { kind: "embedded" }> {
  const given = {
    DATA_DIR: dataDir,
    MODEL_DIR: join(ROOT, ".data", "llama"),
    INFERENCE_PORT: String(await findFreePorts(1)),
  };
  const plan = await planModel(readSettings(given, [], ROOT), loadSecrets(dataDir), supervisor);
  if (plan.kind === "embedded") return plan;
  throw new Error(`The smoke tests need the embedded model server: ${JSON.stringify(plan)}`);
}
