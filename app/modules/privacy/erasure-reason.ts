import { z } from "zod";

/**
 * Why one conversation is erased. A choice and not a text: what is written down of an erasure stays for years, and a text could name the person.
 */
export const ErasureReason = z.enum(["asked", "of_others", "not_for_us", "other"]);

export type ErasureReason = z.infer<typeof ErasureReason>;

/** A stored reason; null for none. */
export function toErasureReason(stored: string | null): ErasureReason | null {
  return ErasureReason.safeParse(stored).data ?? null;
}
