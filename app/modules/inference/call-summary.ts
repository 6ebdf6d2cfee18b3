import type { Prisma } from "~/generated/prisma/client";
import type { CallSummary } from "./call-record";

export const SUMMARY_COLUMNS = {
  id: true,
  createdAt: true,
  purpose: true,
  state: true,
  model: true,
  language: true,
  endpointName: true,
  withheld: true,
  promptTokens: true,
  completionTokens: true,
  firstTokenMs: true,
  totalMs: true,
  finishReason: true,
  errorCode: true,
} as const satisfies Prisma.ModelCallSelect;

type SummaryRow = Prisma.ModelCallGetPayload<{ select: typeof SUMMARY_COLUMNS }>;

/** A row as the log's list shows it. */
export function toSummary(row: SummaryRow): CallSummary {
  return {
    id: row.id,
    createdAt: row.createdAt.toISOString(),
    purpose: row.purpose,
    state: row.state,
    model: row.model,
    language: row.language,
    endpointName: row.endpointName,
    withheld: row.withheld,
    promptTokens: row.promptTokens,
    completionTokens: row.completionTokens,
    firstTokenMs: row.firstTokenMs,
    totalMs: row.totalMs,
    finishReason: row.finishReason,
    errorCode: row.errorCode,
  };
}
