import { createHash } from "node:crypto";
import { canonicalJson, type JsonValue } from "~/lib/canonical-json";
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
  const plain = Object.fromEntries(PLAIN_COLUMNS.map((column) => [column, row[column]]));
  // Calls from before there was a language keep the digest that they were sealed with.
  if (row.language === null) delete plain["language"];
  const encrypted = Object.fromEntries(CALL_COLUMNS.map((column) => [column, row[column] ?? null]));
  const times = { createdAt: row.createdAt.toISOString(), finishedAt: row.finishedAt?.toISOString() ?? null };
  // Prisma's type of a JSON column allows undefined, which JSON has none of.
  const verdicts = row.verdicts as JsonValue;
  return sha256(canonicalJson({ v: 1, ...plain, ...times, ...encrypted, verdicts }));
}

function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}
