// npm run -s redact [-- --country <code>] < messages: what redaction takes out of text, line by line; see app/cli/redact.ts.
import { runCommand } from "./launcher/run-command.ts";

process.exitCode = await runCommand("redact");
