// npm run -s audit:pack -- --shop <domain> --from <date> --to <date> --out <folder>
// Writes an evidence pack for auditors; see app/cli/audit-pack.ts and docs/operations/audit.md.
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runWithDatabase } from "./launcher/run-with-database.ts";

await runWithDatabase("audit-pack");
if (process.exitCode === 0) {
  const { values } = parseArgs({ options: { out: { type: "string", default: "" } }, strict: false });
  // Not part of what is signed: an auditor who trusts nothing takes the script from elsewhere, or writes one.
  const verifier = fileURLToPath(new URL("audit/verify-pack.mjs", import.meta.url));
  copyFileSync(verifier, join(String(values.out), "verify.mjs"));
}
