import { z } from "zod";

export const LOGS_PER_PAGE = 25;

/** The list's address parameters; an unknown value is left out rather than refused, so that old links keep working. */
export const LogFilters = z.object({
  purpose: z.enum(["chat", "copy", "check"]).optional().catch(undefined),
  state: z.enum(["recorded", "complete", "cut", "failed", "refused"]).optional().catch(undefined),
  after: z.string().max(200).optional().catch(undefined),
});

export type LogFilters = z.infer<typeof LogFilters>;

/** Reads the filters from a page's address. */
export function parseLogFilters(url: string): LogFilters {
  const { searchParams } = new URL(url);
  const given = [...searchParams].filter(([, value]) => value !== "");
  return LogFilters.parse(Object.fromEntries(given));
}
