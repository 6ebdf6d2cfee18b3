// npm run -s doctor -- <baseURL> [--key <key>] [--model <name>] [--public] [--json]
// Examines a model server without starting the app; see app/cli/doctor.ts.
import { runCommand } from "./launcher/run-command.ts";

process.exitCode = await runCommand("doctor");
