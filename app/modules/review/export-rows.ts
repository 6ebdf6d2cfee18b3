import type { CallRecord } from "~/modules/inference/call-record";
import type { ExportFormat } from "./call-export";

/** One call as an export has it: the record, and what staff made of it. */
export type ExportRow = Omit<CallRecord, "evidence" | "verdicts"> & {
  readonly evidence: CallRecord["evidence"];
  readonly verdicts: CallRecord["verdicts"];
  /** Its texts are stored and could not be read: they are null here. */
  readonly unreadable: boolean;
  readonly judgement: string | null;
  /** ISO 8601; null while it is open. */
  readonly resolvedAt: string | null;
};

type Column = { readonly name: string; readonly of: (row: ExportRow) => unknown };

/** The same names in both formats; texts last, because they are long. */
const COLUMNS: readonly Column[] = [
  { name: "id", of: (row) => row.id },
  { name: "time", of: (row) => row.createdAt },
  { name: "feature", of: (row) => row.purpose },
  { name: "outcome", of: (row) => row.state },
  { name: "erased", of: (row) => row.erased },
  { name: "unreadable", of: (row) => row.unreadable },
  { name: "withheld", of: (row) => row.withheld },
  { name: "judgement", of: (row) => row.judgement },
  { name: "resolved", of: (row) => row.resolvedAt },
  { name: "model", of: (row) => row.model },
  { name: "server", of: (row) => row.endpointName },
  { name: "fingerprint", of: (row) => row.fingerprint },
  { name: "prompt_version", of: (row) => row.promptVersion },
  { name: "language", of: (row) => row.language },
  { name: "conversation", of: (row) => row.conversationId },
  { name: "product", of: (row) => row.productId },
  { name: "tokens_sent", of: (row) => row.promptTokens },
  { name: "tokens_returned", of: (row) => row.completionTokens },
  { name: "first_token_ms", of: (row) => row.firstTokenMs },
  { name: "total_ms", of: (row) => row.totalMs },
  { name: "finish_reason", of: (row) => row.finishReason },
  { name: "error", of: (row) => row.errorCode },
  { name: "stages", of: (row) => row.verdicts },
  { name: "sent", of: (row) => row.request },
  { name: "returned", of: (row) => row.response },
  { name: "released", of: (row) => row.released },
  { name: "evidence", of: (row) => row.evidence },
];

/** The mark by which a spreadsheet sees that a file is UTF-8; a JSON parser would stumble over it. */
export const fileMark = (format: ExportFormat) => (format === "csv" ? "\uFEFF" : "");

/** What stands before the first row: a spreadsheet wants the columns' names. */
export function exportHead(format: ExportFormat): string {
  return format === "csv" ? toLine(COLUMNS.map(({ name }) => csvCell(name))) : "";
}

/** One call as a line of its format, with the line's end. */
export function exportLine(format: ExportFormat, row: ExportRow): string {
  if (format === "csv") return toLine(COLUMNS.map(({ of }) => csvCell(of(row))));
  return `${JSON.stringify(Object.fromEntries(COLUMNS.map(({ name, of }) => [name, of(row)])))}\n`;
}

const toLine = (cells: readonly string[]) => `${cells.join(",")}\r\n`;

/** Signs with which a spreadsheet begins a formula (OWASP, "CSV Injection"), and their full-width forms. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** A value as a quoted cell; text that a spreadsheet would run as a formula gets an apostrophe in front. */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '""';
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const safe = typeof value === "string" && FORMULA.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
