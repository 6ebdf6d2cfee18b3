import { Button, ButtonGroup } from "@shopify/polaris";
import { JUDGEMENT_WORDS } from "./judgement-words";
import type { CallReview } from "./use-call-review";

type Props = { readonly call: CallReview; readonly onJudge: CallReview["judge"] };

/** Good, wrong, unsafe; pressing the one that stands takes it back. */
export function JudgeButtons({ call: { entry, review }, onJudge }: Props) {
  return (
    <ButtonGroup variant="segmented" fullWidth>
      {JUDGEMENT_WORDS.map(({ value, label }) => (
        <Button
          key={value}
          pressed={review.judgement === value}
          disabled={entry.saving !== null}
          onClick={() => void onJudge(review.judgement === value ? null : value)}
        >
          {label}
        </Button>
      ))}
    </ButtonGroup>
  );
}
