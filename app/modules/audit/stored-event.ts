/** An event as its canonical bytes tell it. */
export type StoredEvent = {
  readonly shop: string;
  readonly seq: string;
  readonly time: string;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
};

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Parses canonical bytes; null when they are not an event. By hand: zod would take longer than all the rest of a row's check. */
export function parseStoredEvent(canonical: Uint8Array): StoredEvent | null {
  const value = parseJson(canonical);
  if (!isRecord(value)) return null;
  const { shop, seq, time, type, payload } = value;
  const isEvent =
    typeof shop === "string" && typeof seq === "string" && typeof time === "string" && typeof type === "string";
  return isEvent && isRecord(payload) ? { shop, seq, time, type, payload } : null;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
