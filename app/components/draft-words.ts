import { isComposed, type DraftNote, type DraftState } from "~/modules/product-copy/copy-draft";

type Tone = "success" | "attention" | "warning" | "critical" | "info";

/** A draft's state in merchant words, with Polaris' badge tone. */
export const DRAFT_STATE = {
  drafting: { label: "Being written", tone: "info" },
  ready: { label: "To review", tone: "attention" },
  failed: { label: "Not written", tone: "warning" },
  publishing: { label: "Being published", tone: "info" },
  published: { label: "Published", tone: "success" },
  undoing: { label: "Being undone", tone: "info" },
  undone: { label: "Undone", tone: undefined },
  discarded: { label: "Discarded", tone: undefined },
} as const satisfies Record<DraftState, { label: string; tone: Tone | undefined }>;

const WHY = {
  model_failed: "The model server answered with an error.",
  model_unavailable: "The model server could not be reached.",
  model_busy: "The model server was busy with other answers.",
  model_timeout: "The model server took too long.",
  refused: "The call was refused before it was made.",
  withheld: "What the model wrote claimed things that the product's facts do not say.",
  not_useful: "What the model wrote could not be used.",
  cut: "The model was cut off. This is what had arrived in whole sentences.",
  stopped: "It was stopped before the model had finished.",
  interrupted: "Writing was interrupted. Write a new draft.",
  budget_exceeded: "The limit of model calls is reached. Try again in a minute.",
  failed: "Something went wrong on our side. Write a new draft.",
} as const satisfies Record<DraftNote, string>;

/** Why a draft is not simply what the model wrote, and what it is instead. */
export function explainNote(note: DraftNote): { title: string; text: string } {
  if (isComposed(note))
    return {
      title: "Composed from the product's facts",
      text: `${WHY[note]} This draft uses only what your shop says about the product.`,
    };
  return { title: "This draft is not complete", text: WHY[note] };
}

/** Why there is no draft; a stop is no failure. */
export function explainFailure(note: DraftNote | null): { title: string; text: string; tone: "critical" | "info" } {
  if (note === "stopped")
    return { title: "Stopped", text: "It was stopped before the first sentence was there.", tone: "info" };
  return { title: "No draft was written", text: WHY[note ?? "failed"], tone: "critical" };
}
