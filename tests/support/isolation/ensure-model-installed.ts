import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { planModel } from "../../../scripts/launcher/processes.ts";
import { loadSecrets } from "../../../scripts/launcher/secrets.ts";
import { readSettings } from "../../../scripts/launcher/settings.ts";
import { createSupervisor } from "../../../scripts/launcher/supervisor.ts";

/** Installs the embedded model server if that is still to be done: inside the network of its own nothing can be fetched. */
export async function ensureModelInstalled(modelDir: string): Promise<void> {
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const dataDir = mkdtempSync(join(tmpdir(), "inhouse-e2e-model-"));
  const supervisor = createSupervisor({ logDir: join(dataDir, "logs"), verbose: false });
  try {
    await planModel(
      readSettings({ DATA_DIR: dataDir, MODEL_DIR: modelDir }, [], root),
      loadSecrets(dataDir),
      supervisor,
    );
  } finally {
    await supervisor.stopAll();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
