/** A failure whose message is for the person at the terminal: one clear line and, where it helps, details below it. */
export class LaunchError extends Error {
  readonly details: readonly string[];

  constructor(message: string, details: readonly string[] = []) {
    super(message);
    this.name = "LaunchError";
    this.details = details;
  }
}

/** Text of any thrown value, for one line of output. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
