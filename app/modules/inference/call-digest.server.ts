import { hash } from "node:crypto";
import type { ModelCall } from "~/generated/prisma/client";
import { CALL_COLUMNS, type CallColumn } from "./call-fields";

/** Columns that are in the digest as they are. */
export const PLAIN_COLUMNS = [
  "shopId",
  "id",
  "purpose",
  "state",
  "conversationId",
  "productId",
  "endpointId",
  "endpointName",
  "model",
  "promptVersion",
  "withheld",
  "promptTokens",
  "completionTokens",
  "firstTokenMs",
  "totalMs",
  "finishReason",
  "fingerprint",
  "errorCode",
  "language",
] as const;

/** The facet is left out: it follows from columns that are in. */
type DigestedCall = Omit<ModelCall, "facet">;

/**
 * SHA-256 (hex) of a finished call's canonical form, for the audit chain: its columns, and the hashes of the encrypted ones as they are
 * stored, so that it can be checked without any key and says nothing of what was said.
 */
export function callDigest(row: DigestedCall): string {
  const [request, response, released, evidence] = CALL_COLUMNS.map((column) =>
    row[column] === null ? null : sha256(row[column]),
  );
  return hashedCallDigest({ ...row, request, response, released, evidence });
}

/** A call whose encrypted columns were replaced by their hashes (hex) already, for example by the database. */
export type HashedCall = Omit<DigestedCall, CallColumn> & Record<CallColumn, string | null | undefined>;

/** The digest of a call from the hashes of its encrypted columns. */
export function hashedCallDigest(row: HashedCall): string {
  const values: Record<string, unknown> = row;
  const members: Record<string, unknown> = {};
  for (const name of MEMBERS) members[name] = values[name] ?? null;
  members["createdAt"] = row.createdAt.toISOString();
  members["finishedAt"] = row.finishedAt?.toISOString() ?? null;
  members["verdicts"] = inOrder(row.verdicts);
  members["v"] = 1;
  // Calls from before there was a language keep the digest that they were sealed with.
  if (row.language === null) delete members["language"];
  return sha256(JSON.stringify(members));
}

/** In the order of RFC 8785: native JSON in it is the canonical text, in a third of a library's time, which counts when all calls are verified. */
const MEMBERS = [...PLAIN_COLUMNS, ...CALL_COLUMNS, "createdAt", "finishedAt", "verdicts", "v"].toSorted();

/** A JSON value with all members in that order; none of our names is a number, which JavaScript would put first. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isObject(value)) return value;
  const ordered: Record<string, unknown> = {};
  for (const name of Object.keys(value).sort()) ordered[name] = inOrder(value[name]);
  return ordered;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function sha256(data: string | Uint8Array): string {
  return hash("sha256", data);
}
