import type { z } from "zod";
import { AppError } from "./app-error";

const MAX_NAMED_FIELDS = 5;

/**
 * Parses what came from outside.
 * @throws AppError `bad_request` whose text names each wrong field, never its value.
 */
export function parseInput<T>(input: unknown, schema: z.ZodType<T>): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const problems = result.error.issues.slice(0, MAX_NAMED_FIELDS).map(describeIssue);
  throw badRequest(problems.join(" "), result.error);
}

/** An AppError `bad_request` that tells the reader what to correct. */
export function badRequest(problem: string, cause?: unknown): AppError {
  return new AppError("bad_request", { message: "the input does not fit its schema", userMessage: problem, cause });
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const field = issue.path.join(".");
  return field === "" ? `${issue.message}.` : `${field}: ${issue.message}.`;
}
