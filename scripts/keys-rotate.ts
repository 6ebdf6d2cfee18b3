// npm run -s keys:rotate -- --master | --shop <domain>
// Replaces keys in the database that the launcher of this data folder uses, or that of DATABASE_URL; see app/cli/keys-rotate.ts.
import { fileURLToPath } from "node:url";
import { appEnvironment } from "./launcher/app-environment.ts";
import { withAppRole } from "./launcher/database.ts";
import { runCommand } from "./launcher/run-command.ts";
import { ensureAuditKey, ensureMasterKey, loadSecrets } from "./launcher/secrets.ts";
import { readSettings } from "./launcher/settings.ts";

const settings = readSettings(process.env, [], fileURLToPath(new URL("..", import.meta.url)));
const secrets = loadSecrets(settings.dataDir);
Object.assign(
  process.env,
  appEnvironment({
    settings,
    secrets,
    database: { ownerUrl: "", appUrl: appUrl(), appPassword: null, note: "" },
    model: { kind: "none", reason: "" },
    masterKeyFile: ensureMasterKey(settings.dataDir),
    auditKeyFile: ensureAuditKey(settings.dataDir),
  }),
  { LOG_LEVEL: process.env["LOG_LEVEL"] || "warn" },
);
process.exitCode = await runCommand("keys-rotate");

/** As openDatabase chooses it, without starting anything. */
function appUrl(): string {
  const { url, ownerUrl } = settings.database;
  if (url) return ownerUrl ? url : withAppRole(url, secrets);
  return withAppRole(`postgresql://127.0.0.1:${settings.databasePort}/inhouse`, secrets);
}
