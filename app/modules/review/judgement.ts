import { z } from "zod";
import { JUDGEMENTS } from "~/modules/inference/call-filter";

/** What a member of staff makes of an answer. */
export const Judgement = z.enum(JUDGEMENTS);

export type Judgement = z.infer<typeof Judgement>;

/** A stored judgement; null for none. */
export function toJudgement(stored: string | null): Judgement | null {
  return Judgement.safeParse(stored).data ?? null;
}
