import type { StageVerdict } from "~/modules/inference/inference-types";

/** Why a person should look at a call. */
export type ReviewReason = "assigned" | "unsafe" | "attack" | "withheld" | "cut" | "failed";

/** The riskiest first. */
export const REVIEW_REASONS: Readonly<Record<ReviewReason, { readonly label: string; readonly weight: number }>> = {
  assigned: { label: "Assigned to you", weight: 100 },
  unsafe: { label: "Unsafe text was held back", weight: 50 },
  attack: { label: "Looks like an attack", weight: 40 },
  withheld: { label: "A sentence was withheld", weight: 20 },
  cut: { label: "The answer was cut off", weight: 10 },
  failed: { label: "The call failed", weight: 5 },
};

/** What the check stage withholds because it could harm somebody, not because it may be wrong. */
const UNSAFE = ["personal_data", "prompt_leak", "markup", "disguised", "template_token", "link_not_in_evidence"];

type Call = {
  readonly state: string;
  readonly withheld: boolean;
  readonly verdicts: readonly Pick<StageVerdict, "stage" | "detail">[];
};

/** Why a call needs a look, the riskiest reason first; none when it does not. `call_needs_look()` in SQL says the same. */
export function reviewReasons({ state, withheld, verdicts }: Call): ReviewReason[] {
  const detailOf = (stage: StageVerdict["stage"]) => verdicts.find((verdict) => verdict.stage === stage)?.detail ?? {};
  const isOver0 = (value: unknown) => typeof value === "number" && value > 0;
  const [clean, check] = [detailOf("clean"), detailOf("check")];
  const found: ReviewReason[] = [];
  if (withheld && UNSAFE.some((reason) => isOver0(check[reason]))) found.push("unsafe");
  if (isOver0(clean["override_words"]) || isOver0(clean["encoded_text"])) found.push("attack");
  if (withheld && !found.includes("unsafe")) found.push("withheld");
  if (state === "cut" || state === "failed") found.push(state);
  return found;
}

/** How much a call wants to be looked at first. */
export function reviewWeight(reasons: readonly ReviewReason[]): number {
  return reasons.reduce((sum, reason) => sum + REVIEW_REASONS[reason].weight, 0);
}
