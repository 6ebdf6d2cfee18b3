import { Button } from "@shopify/polaris";
import type { CallOffers } from "~/modules/review/call-offers";
import { JudgeButtons } from "./judge-buttons";
import type { CallReview } from "./use-call-review";
import { useMay } from "./use-staff";

export const REVIEW_PANEL_ID = "review";

type Props = { readonly call: CallReview; readonly offers: CallOffers; readonly onJudge?: CallReview["judge"] };

/** On phones, where the review comes after the texts: its buttons at the lower edge, and the way to the rest of it. */
export function ReviewBar({ call, offers, onJudge }: Props) {
  const may = useMay("logs.review");
  if (!may || !offers.judge) return null;
  return (
    <div className="review-bar" role="group" aria-label="Judge this answer">
      <JudgeButtons call={call} onJudge={onJudge ?? call.judge} />
      <Button onClick={goToPanel}>Note …</Button>
    </div>
  );
}

function goToPanel(): void {
  const panel = document.getElementById(REVIEW_PANEL_ID);
  panel?.scrollIntoView();
  panel?.focus({ preventScroll: true });
}
