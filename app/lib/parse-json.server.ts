import type { z } from "zod";
import { badRequest, parseInput } from "./parse-input";
import { readBoundedBody } from "./read-bounded-body.server";

const DEFAULT_MAX_BYTES = 65_536;

/**
 * Reads and parses a request's JSON body.
 * @throws AppError `bad_request` for malformed JSON or a wrong field, `body_too_large` over `maxBytes` (default 64 KiB).
 */
export async function parseJson<T>(request: Request, schema: z.ZodType<T>, maxBytes = DEFAULT_MAX_BYTES): Promise<T> {
  const bytes = await readBoundedBody(request, maxBytes);
  return parseInput(parseText(bytes), schema);
}

function parseText(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw badRequest("The request is not valid JSON.", error);
  }
}
