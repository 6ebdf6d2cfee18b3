import { BlockStack, Button, Card, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { useId } from "react";
import { MAX_NOTE_CHARS } from "~/modules/review/review-action";
import type { CallOffers } from "~/modules/review/call-offers";
import type { ReviewState } from "~/modules/review/review-state";
import { JudgeButtons } from "./judge-buttons";
import { RelativeTime } from "./relative-time";
import { NO_PERSONAL_DATA, ReplacedWords } from "./replaced-words";
import { REVIEW_PANEL_ID } from "./review-bar";
import { ReviewHeading } from "./review-heading";
import { ReviewProblemBanner } from "./review-problem-banner";
import { ReviewFacts, ReviewSummary } from "./review-summary";
import type { CallReview } from "./use-call-review";
import { useMay } from "./use-staff";

type Props = {
  readonly call: CallReview;
  readonly offers: CallOffers;
  /** The note's field, for who jumps to it by key. */
  readonly noteId?: string;
  /** Also tells the page, which may go on to the next call. */
  readonly onJudge?: CallReview["judge"];
};

/** What staff make of one call: judgement with a note, who works on it, and whether it is settled. */
export function ReviewPanel({ call, offers, noteId, onJudge }: Props) {
  const { review } = call;
  const may = useMay("logs.review");
  if (!may) return <ReviewSummary review={review} />;
  return (
    <div id={REVIEW_PANEL_ID} tabIndex={-1} className="review-panel">
      <Card>
        <BlockStack gap="400">
          <ReviewHeading review={review} />
          <ReviewProblemBanner call={call} />
          {offers.why === null ? null : (
            <Text as="p" tone="subdued">
              {offers.why}
            </Text>
          )}
          {offers.judge ? (
            <>
              <JudgeRow call={call} onJudge={onJudge ?? call.judge} />
              <NoteField call={call} {...(noteId === undefined ? {} : { noteId })} />
            </>
          ) : (
            <ReviewFacts review={review} />
          )}
          {offers.discuss ? <AssignField call={call} /> : null}
          <SettleRow call={call} offers={offers} />
        </BlockStack>
      </Card>
    </div>
  );
}

/** What can no longer be discussed is settled once, and not taken up again. */
function SettleRow({ call, offers }: { call: CallReview; offers: CallOffers }) {
  const { entry, review } = call;
  const isSaving = entry.saving !== null;
  if (review.resolvedAt && !offers.discuss) return null;
  return (
    <InlineStack gap="200">
      <Button disabled={isSaving} onClick={() => void call.send({ intent: review.resolvedAt ? "reopen" : "resolve" })}>
        {review.resolvedAt ? "Reopen" : "Resolve"}
      </Button>
      {entry.before && !isSaving && offers.judge ? (
        <Button variant="plain" onClick={() => void call.undo()}>
          Undo judgement
        </Button>
      ) : null}
    </InlineStack>
  );
}

function JudgeRow({ call, onJudge }: { call: CallReview; onJudge: CallReview["judge"] }) {
  const { entry, review } = call;
  const labelId = useId();
  return (
    <BlockStack gap="150">
      <Text as="span" id={labelId}>
        The answer is
      </Text>
      <div role="group" aria-labelledby={labelId}>
        <JudgeButtons call={call} onJudge={onJudge} />
      </div>
      <Text as="p" tone="subdued" variant="bodySm">
        <JudgedBy review={review} isSaving={entry.saving?.intent === "judge"} />
      </Text>
    </BlockStack>
  );
}

function JudgedBy({ review, isSaving }: { review: ReviewState; isSaving: boolean }) {
  if (isSaving) return <>Saving …</>;
  if (review.judgedBy === null || review.judgedAt === null) return <>Nobody has judged it yet.</>;
  return (
    <>
      Judged by {review.judgedBy.name}, <RelativeTime date={review.judgedAt} />. Press again to take it back.
    </>
  );
}

function NoteField({ call, noteId }: { call: CallReview; noteId?: string }) {
  const { entry } = call;
  const isChanged = entry.note.trim() !== entry.stored.note;
  // Saved as it stands here, it would take the place of what it masks.
  if (entry.stored.isMasked && entry.stored.note !== "") return <div className="comment-text">{entry.stored.note}</div>;
  return (
    <BlockStack gap="200">
      <TextField
        {...(noteId === undefined ? {} : { id: noteId })}
        label="Note"
        helpText={`Saved with the judgement, encrypted. Erased with the conversation. ${NO_PERSONAL_DATA}`}
        value={entry.note}
        onChange={(text) => call.write("note", text)}
        maxLength={MAX_NOTE_CHARS}
        multiline={3}
        autoComplete="off"
      />
      <ReplacedWords entry={entry} field="note" />
      {isChanged && entry.stored.judgement !== null ? (
        <div>
          <Button onClick={() => void call.saveNote()} loading={entry.saving?.intent === "judge"}>
            Save note
          </Button>
        </div>
      ) : null}
    </BlockStack>
  );
}

function AssignField({ call }: { call: CallReview }) {
  const { entry, review } = call;
  const { me } = review;
  const options = [
    { label: "Nobody", value: "" },
    ...review.staff.map(({ id, name }) => ({ label: id === me?.id ? `${name} (you)` : name, value: id })),
    ...(review.assignedTo && !review.staff.some(({ id }) => id === review.assignedTo?.id)
      ? [{ label: review.assignedTo.name, value: review.assignedTo.id }]
      : []),
  ];
  return (
    <BlockStack gap="200">
      <Select
        label="Assigned to"
        options={options}
        value={review.assignedTo?.id ?? ""}
        disabled={entry.saving !== null}
        onChange={(to) => void call.assign(to === "" ? null : to)}
      />
      {me && review.assignedTo?.id !== me.id ? (
        <div>
          <Button variant="plain" disabled={entry.saving !== null} onClick={() => void call.assign(me.id)}>
            Assign to me
          </Button>
        </div>
      ) : null}
    </BlockStack>
  );
}
