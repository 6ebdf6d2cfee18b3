import { describeError } from "./describe-error";

const REMOVED = "[removed]";
const MAX_DEPTH = 8;

/** Fields whose value is never written, however deep they lie and however they are spelled: "api_key" is "apiKey". */
const SECRET_NAMES = new Set(
  [
    "accessToken",
    "apiKey",
    "apiSecret",
    "authorization",
    "connectionString",
    "cookie",
    "customerEmail",
    "email",
    "idToken",
    "masterKey",
    "password",
    "plaintext",
    "privateKey",
    "prompt",
    "refreshToken",
    "secret",
    "secretAccessKey",
    "sessionToken",
    "setCookie",
    "text",
    "token",
    "wrapped",
  ].map(plainName),
);

/** What secrets look like where they have no name of their own, such as in a message. */
const SHAPES: readonly RegExp[] = [
  // Shopify's tokens (shopify.dev, "Access token formats").
  /\bsh(?:pat|prt|pca|ppa|pss|pua|tka)_[\w-]{6,}/g,
  // Keys of model servers and of AWS (docs.aws.amazon.com, "IAM identifiers": unique ID prefixes).
  /\bsk-[\w-]{8,}/g,
  /\bA(?:KIA|SIA)[A-Z0-9]{16}\b/g,
  /\b(?:Bearer|Basic)\s+[\w.~+/=-]{8,}/gi,
  // JSON Web Tokens (RFC 7519): base64 of '{"'.
  /\beyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g,
  // A password in an address.
  /(?<=:\/\/[^\s:/@]*:)[^\s@/]+(?=@)/g,
  // 32 bytes in hex or base64: the size of every key here.
  /\b[0-9a-f]{64}\b/gi,
  /(?<![\w+/-])(?=[\w+/-]*[a-z])(?=[\w+/-]*[A-Z])[\w+/-]{43}=?(?![\w+/=-])/g,
  // E-mail addresses.
  /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu,
];

/** A text with everything cut out that looks like a secret or an e-mail address. */
export function scrubText(text: string): string {
  return SHAPES.reduce((cut, shape) => cut.replace(shape, REMOVED), text);
}

/** A copy without secrets, by the names of fields and by the look of texts; of an error, its description. */
export function scrub(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return scrubText(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (value instanceof Error) return scrubFields(describeError(value), depth);
  if (value instanceof Uint8Array || value instanceof ArrayBuffer || depth >= MAX_DEPTH) return REMOVED;
  if (Array.isArray(value)) return value.map((item) => scrub(item, depth + 1));
  return scrubFields(value, depth);
}

/** As scrub, for the fields of a log line. */
export function scrubFields(fields: object, depth = 0): Record<string, unknown> {
  const entries = Object.entries(fields).map(([name, value]: [string, unknown]) => {
    const isSecret = SECRET_NAMES.has(plainName(name)) && value !== null && value !== undefined;
    return [name, isSecret ? REMOVED : scrub(value, depth + 1)] as const;
  });
  return Object.fromEntries(entries);
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[_-]/g, "");
}
