// npm run -s audit:verify [-- --shop <domain>]
// Checks the audit log, whether the app runs or not; see app/cli/audit-verify.ts and docs/operations/audit.md.
import { runWithDatabase } from "./launcher/run-with-database.ts";

await runWithDatabase("audit-verify");
