import { Banner } from "@shopify/polaris";
import type { CallReview } from "./use-call-review";

/** Why the last thing was not saved, with the way on; stays until it is. */
export function ReviewProblemBanner({ call }: { call: CallReview }) {
  const { problem } = call.entry;
  if (!problem) return null;
  const isConflict = problem.kind === "conflict";
  return (
    <Banner
      tone={isConflict ? "warning" : "critical"}
      title={isConflict ? "Somebody was quicker" : "That was not saved"}
      action={{
        content: isConflict ? "Save mine instead" : "Try again",
        onAction: () => void call.send(problem.action),
      }}
    >
      <p>{problem.message}</p>
    </Banner>
  );
}
