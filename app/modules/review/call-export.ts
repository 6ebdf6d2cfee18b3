import { z } from "zod";
import { defineJob } from "~/modules/jobs/define-job";
import { ShopDomain } from "~/modules/tenancy/shop-domain";

export const EXPORT_FORMATS = ["jsonl", "csv"] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** An export ends at whichever comes first; it then says that it is not the whole log. */
export const MAX_EXPORT_ROWS = 100_000;
export const MAX_EXPORT_BYTES = 256 * 1_048_576;
/** One encrypted part: at most so many calls and, unless one call alone is larger, so many bytes. */
export const MAX_PART_ROWS = 50;
export const MAX_PART_BYTES = 2 * 1_048_576;
/** Files of one shop that are kept or written at a time. */
export const MAX_EXPORTS = 20;
export const EXPORT_DAYS = 7;
export const MIN_REASON_CHARS = 10;
const MAX_REASON_CHARS = 500;

/** What staff ask for; the filters are those of the log's address. */
export const ExportRequest = z.object({
  format: z.enum(EXPORT_FORMATS),
  filters: z.string().max(4_000),
  /** Why the file has to hold personal data; empty for one with placeholders. */
  reason: z
    .string()
    .trim()
    .max(MAX_REASON_CHARS)
    .refine((text) => text === "" || text.length >= MIN_REASON_CHARS, `needs at least ${MIN_REASON_CHARS} characters`),
  hasPersonalData: z.enum(["yes", "no"]),
});

const payload = z.object({ shopId: ShopDomain, exportId: z.uuid() });

/** Writes one export for a while and asks for the next run itself. */
export const exportJob = defineJob({
  name: "review-export-calls",
  schema: payload,
  retryLimit: 8,
  expireInSeconds: 120,
});

/** Deletes an export's content when its time is over. */
export const expireExportJob = defineJob({
  name: "review-expire-export",
  schema: payload,
  retryLimit: 8,
  expireInSeconds: 60,
});

export type ExportStatus = {
  readonly id: string;
  /** running | ready | cancelled | expired | erased */
  readonly state: string;
  readonly format: ExportFormat;
  readonly hasPersonalData: boolean;
  readonly total: number;
  readonly rowsDone: number;
  readonly erasedRows: number;
  readonly bytes: number;
  /** rows | bytes: the bound that it ended at; null when it is whole. */
  readonly cutBy: string | null;
  readonly problem: string | null;
  readonly createdBy: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly expiresAt: string;
};
