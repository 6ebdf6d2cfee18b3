import { z } from "zod";
import { STAGES, type Evidence, type Purpose, type StageVerdict } from "./inference-types";

/** Calls of features, the short ones by which we see that a model server answers, and calls that staff had made again. */
export type RecordedPurpose = Purpose | "check" | "replay";

/** What the log's list shows of a call: nothing that is encrypted at rest. */
export type CallSummary = {
  readonly id: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly purpose: string;
  /** recorded (still running), complete, cut, failed or refused. */
  readonly state: string;
  readonly model: string;
  /** ISO 639-1; null where it is not known. */
  readonly language: string | null;
  readonly endpointName: string;
  readonly withheld: boolean;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  readonly firstTokenMs: number | null;
  readonly totalMs: number | null;
  readonly finishReason: string | null;
  readonly errorCode: string | null;
};

/** One call, decrypted: exactly what was sent and what came back, and what each stage decided. */
export type CallRecord = CallSummary & {
  readonly conversationId: string | null;
  readonly productId: string | null;
  readonly promptVersion: string;
  readonly fingerprint: string | null;
  /** The JSON body as sent; null once its key was destroyed. */
  readonly request: string | null;
  readonly response: string | null;
  readonly released: string | null;
  readonly evidence: readonly Evidence[];
  readonly verdicts: readonly StageVerdict[];
  readonly finishedAt: string | null;
  /** The person's data was erased: bodies can no longer be read. */
  readonly erased: boolean;
};

/** Form of the verdicts column. */
export const StoredVerdicts = z.array(
  z.object({
    stage: z.enum(STAGES),
    verdict: z.enum(["pass", "changed", "refused", "withheld", "failed", "skipped"]),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    ms: z.number(),
  }),
);

/** Form of the decrypted evidence column. */
export const StoredEvidence = z.array(
  z.object({
    id: z.string(),
    kind: z.enum(["product", "policy", "page", "order", "shop"]),
    title: z.string(),
    url: z.string(),
    text: z.string(),
  }),
);
