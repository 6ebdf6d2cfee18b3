import { z } from "zod";
import { RemovedSentence } from "./claim-filter";

/** What the admin page reads while a draft is written, one server-sent event each. */
export const CopyEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("draft"), draftId: z.uuid() }),
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({ type: z.literal("removed"), sentence: RemovedSentence }),
  z.object({ type: z.literal("end"), draftId: z.uuid() }),
  z.object({ type: z.literal("error"), message: z.string() }),
]);

export type CopyEvent = z.infer<typeof CopyEvent>;
