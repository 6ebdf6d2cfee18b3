import type { z } from "zod";
import { badRequest, parseInput } from "./parse-input";
import { readBoundedBody } from "./read-bounded-body.server";

const DEFAULT_MAX_BYTES = 262_144;

/**
 * Reads and parses a request's form body. A field that occurs once is a string, one that repeats a list of strings.
 * @throws AppError `bad_request` for a wrong field or a body that is no form, `body_too_large` over `maxBytes` (default 256 KiB).
 */
export async function parseForm<T>(request: Request, schema: z.ZodType<T>, maxBytes = DEFAULT_MAX_BYTES): Promise<T> {
  const bytes = await readBoundedBody(request, maxBytes);
  const type = request.headers.get("content-type") ?? "";
  return parseInput(toObject(await readForm(bytes, type)), schema);
}

async function readForm(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { "content-type": type } }).formData();
  } catch (error) {
    throw badRequest("The request is not a form.", error);
  }
}

function toObject(form: FormData): Record<string, FormDataEntryValue | FormDataEntryValue[]> {
  const names = new Set(form.keys());
  return Object.fromEntries(
    [...names].map((name) => {
      const [first, ...more] = form.getAll(name);
      return [name, first === undefined || more.length > 0 ? form.getAll(name) : first];
    }),
  );
}
