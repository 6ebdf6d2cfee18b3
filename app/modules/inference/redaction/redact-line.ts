import { z } from "zod";
import type { KnownValue } from "~/modules/inference/inference-types";
import { previewRedaction, type Preview } from "./preview-redaction";

const MAX_KNOWN_CHARS = 500;
const MAX_KNOWN_VALUES = 20;

const Known = z
  .union([z.string().max(MAX_KNOWN_CHARS), z.array(z.string().max(MAX_KNOWN_CHARS)).max(MAX_KNOWN_VALUES)])
  .nullish()
  .transform((values) => [values ?? []].flat());

const JsonLine = z.object({
  text: z.string(),
  known: z.object({ name: Known, email: Known, phone: Known, address: Known }).nullish(),
});

export type LineResult =
  { readonly ok: true; readonly value: Preview } | { readonly ok: false; readonly reason: string };

/** Redacts one line of input: plain text, or JSON `{"text": …, "known": {"name", "email", "phone", "address"}?}`. */
export function redactLine(line: string, countries: readonly string[]): LineResult {
  if (!/^\s*\{.*\}\s*$/s.test(line)) return { ok: true, value: previewRedaction({ text: line, countries }) };
  const json = parseJson(line);
  if (json === undefined) return { ok: false, reason: "it begins as JSON but is none" };
  const parsed = JsonLine.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { ok: false, reason: `${issue?.path.join(".") || "line"}: ${issue?.message ?? "not as described"}` };
  }
  const { text, known } = parsed.data;
  return { ok: true, value: previewRedaction({ text, known: toKnownValues(known ?? null), countries }) };
}

type KnownLists = NonNullable<z.infer<typeof JsonLine>["known"]>;

function toKnownValues(known: KnownLists | null): KnownValue[] {
  if (!known) return [];
  return [
    ...known.name.map((value) => ({ type: "NAME" as const, value })),
    ...known.email.map((value) => ({ type: "EMAIL" as const, value })),
    ...known.phone.map((value) => ({ type: "PHONE" as const, value })),
    ...known.address.map((value) => ({ type: "ADDRESS" as const, value })),
  ];
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
