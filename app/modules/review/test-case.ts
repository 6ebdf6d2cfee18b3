import { z } from "zod";
import { StoredEvidence } from "~/modules/inference/call-record";

/** What is kept of a call to ask it again, encrypted. Personal data in it is placeholders, as it was sent. */
export const TestBody = z.object({
  request: z.string(),
  evidence: StoredEvidence,
  response: z.string(),
  note: z.string(),
  language: z.string().nullable(),
  productId: z.string().nullable(),
});

export type TestBody = z.infer<typeof TestBody>;

export type TestCase = {
  readonly id: string;
  readonly callId: string;
  readonly purpose: string;
  readonly promptVersion: string;
  readonly model: string;
  /** What was said of the answer when the case was added. */
  readonly judgement: string | null;
  /** Empty once its person was erased. */
  readonly question: string;
  /** ISO 8601. */
  readonly createdAt: string;
};
