import canonicalize from "canonicalize";

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export type JsonObject = { readonly [key: string]: JsonValue };

/**
 * One JSON text for one value, whatever the order of its keys (RFC 8785).
 * @throws Error for what JSON cannot hold: undefined, functions, NaN, Infinity.
 */
export function canonicalJson(value: JsonValue): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error("only a JSON value has a canonical form");
  return text;
}
