import { z } from "zod";

export const MIN_REASON_CHARS = 10;
export const MAX_REASON_CHARS = 500;

/** Why somebody wants to see personal data, in their own words. */
export const RevealRequest = z.object({
  reason: z
    .string()
    .trim()
    .min(MIN_REASON_CHARS, `Say why in at least ${MIN_REASON_CHARS} characters.`)
    .max(MAX_REASON_CHARS, `Say why in at most ${MAX_REASON_CHARS} characters.`),
});
