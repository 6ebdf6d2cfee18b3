/** What the log keeps of an error: no more than this, whatever a library hangs on it. */
export type ErrorDescription = {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  /** Places in the code only. */
  readonly stack: readonly string[];
  readonly cause?: ErrorDescription;
};

const MAX_MESSAGE_CHARS = 500;
const MAX_STACK_LINES = 12;
const MAX_CAUSES = 4;

/**
 * Describes an error for the log. PostgreSQL's client hangs its whole connection on an error, and Prisma writes the
 * arguments of the call into the first lines of the message: neither gets through.
 */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error, message: "not an error object", stack: [] };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return {
    type: error.name,
    message: messageOf(error),
    ...(code === undefined ? {} : { code }),
    stack: stackOf(error),
    ...(error.cause === undefined || depth >= MAX_CAUSES ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
}

function messageOf({ name, message }: Error): string {
  const kept = name.startsWith("PrismaClient") ? (message.trim().split("\n").at(-1) ?? "") : message;
  return kept.slice(0, MAX_MESSAGE_CHARS);
}

function stackOf({ stack = "" }: Error): string[] {
  const lines = stack.split("\n").map((line) => line.trim());
  return lines.filter((line) => line.startsWith("at ")).slice(0, MAX_STACK_LINES);
}
