import pino from "pino";
import { env } from "~/env.server";
import { scrub, scrubFields, scrubText } from "~/lib/scrub";

/** The process's log: one JSON line an event. Secrets never leave, neither under their names nor inside other texts. */
export const logger = pino({
  level: env.LOG_LEVEL,
  base: null,
  formatters: { log: (fields) => scrubFields(fields) },
  hooks: {
    logMethod(args, method) {
      const [first, ...rest] = args;
      const message = rest.length === 0 ? messageOfError(first) : undefined;
      const scrubbed = [typeof first === "string" ? scrubText(first) : first, ...rest.map((arg) => scrub(arg))];
      // The arguments keep their kinds, which the array's type no longer says.
      method.apply(this, [...scrubbed, ...(message === undefined ? [] : [message])] as typeof args);
    },
  },
});

/** pino takes the message of an error that is logged without one, as it is (pino 10, lib/proto.js). */
function messageOfError(first: unknown): string | undefined {
  if (typeof first !== "object" || first === null) return undefined;
  const error: unknown = first instanceof Error ? first : "err" in first ? first.err : undefined;
  return error instanceof Error ? scrubText(error.message) : undefined;
}
