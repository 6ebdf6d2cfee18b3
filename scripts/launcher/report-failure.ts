import { LaunchError } from "./launch-error.ts";

/** Prints a failure for a person: its line and details; a stack trace only for what nobody foresaw. */
export function reportFailure(error: unknown): void {
  if (!(error instanceof LaunchError)) {
    console.error("✘ Something failed that the launcher does not know:", error);
    return;
  }
  console.error(`✘ ${error.message}`);
  for (const line of error.details) console.error(`    ${line}`);
}
