import { z } from "zod";
import type { PrivacyRequest } from "~/generated/prisma/client";
import { toErasureReason, type ErasureReason } from "./erasure-reason";
import { PRIVACY_TOPICS, REQUEST_ORIGINS, type PrivacyTopic, type RequestOrigin } from "./privacy-request";

export const REQUEST_STATES = ["open", "failing", "overdue", "done"] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** What the page shows of a request; nothing that says whom it is about. */
export type RequestSummary = {
  readonly id: string;
  readonly topic: PrivacyTopic;
  readonly origin: RequestOrigin;
  readonly shopifyId: string | null;
  /** Why one conversation was to be erased; null for other requests. */
  readonly reason: ErasureReason | null;
  /** ISO 8601, as the other times. */
  readonly receivedAt: string;
  readonly dueAt: string;
  readonly finishedAt: string | null;
  readonly state: RequestState;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly downloadUntil: string | null;
  /** The audit event that records the end: its number and its hash in hex. */
  readonly proof: { readonly seq: string; readonly hash: string } | null;
};

const StoredCounts = z.record(z.string(), z.number()).catch({});

/** A row as the page shows it. */
export function toRequestSummary(row: PrivacyRequest, now: Date): RequestSummary {
  const { id, shopifyId, attempts, lastError, exportExpiresAt } = row;
  const canDownload = exportExpiresAt !== null && exportExpiresAt > now;
  return {
    id,
    topic: PRIVACY_TOPICS.find((known) => known === row.topic) ?? "CUSTOMERS_DATA_REQUEST",
    origin: REQUEST_ORIGINS.find((known) => known === row.origin) ?? "shopify",
    shopifyId,
    reason: toErasureReason(row.reason),
    receivedAt: row.receivedAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    state: stateOf(row, now),
    attempts,
    lastError,
    counts: StoredCounts.parse(row.result),
    downloadUntil: canDownload ? exportExpiresAt.toISOString() : null,
    proof: row.eventSeq && row.eventHash ? { seq: row.eventSeq.toString(), hash: toHex(row.eventHash) } : null,
  };
}

function stateOf({ state, dueAt, lastError }: PrivacyRequest, now: Date): RequestState {
  if (state === "done") return "done";
  if (dueAt < now) return "overdue";
  return lastError === null ? "open" : "failing";
}

function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
