import { z } from "zod";
import { STAGES } from "./inference-types";

export const CALL_PURPOSES = ["chat", "copy", "check", "replay"] as const;
export const CALL_STATES = ["recorded", "complete", "cut", "failed", "refused"] as const;

/** What a stage may have done to a call, other than letting it pass. */
export const FLAG_VERDICTS = ["changed", "refused", "withheld", "failed"] as const;

/** A stage with what it did: "check:withheld". */
export const CallFlag = z.templateLiteral([z.enum(STAGES), ":", z.enum(FLAG_VERDICTS)]);

export const JUDGEMENTS = ["good", "wrong", "unsafe"] as const;

const MAX_VALUES = 50;
const MAX_CHARS = 200;

const values = <T extends z.ZodType>(of: T) => z.array(of).max(MAX_VALUES).optional();

/**
 * Which calls are meant: those that fit every given property, by one of its values. Plain JSON, for job payloads too.
 * An empty list says nothing, as if it were absent.
 */
export const CallFilter = z.object({
  purposes: values(z.enum(CALL_PURPOSES)),
  states: values(z.enum(CALL_STATES)),
  flags: values(CallFlag),
  models: values(z.string().max(MAX_CHARS)),
  /** ISO 639-1, lower case. */
  languages: values(z.string().max(MAX_CHARS)),
  /** ISO 8601: made at this time or later. */
  from: z.iso.datetime().optional(),
  /** ISO 8601: made before this time. */
  to: z.iso.datetime().optional(),
  conversationId: z.uuid().optional(),
  /** "none": nobody has judged it. */
  judgements: values(z.enum([...JUDGEMENTS, "none"])),
  /** Staff member's number in Shopify. */
  assignedTo: z.string().max(MAX_CHARS).optional(),
  /** Of calls that somebody judged, commented on or assigned. */
  review: z.enum(["open", "resolved"]).optional(),
});

export type CallFilter = z.infer<typeof CallFilter>;
