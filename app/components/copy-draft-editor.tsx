import { SaveBar } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Card, InlineStack, Link, Text, TextField } from "@shopify/polaris";
import { useDeferredValue, useMemo } from "react";
import { checkText, type CopyRules } from "~/modules/product-copy/check-text";
import type { CopyFlag } from "~/modules/product-copy/claims";
import { COPY_FIELDS } from "~/modules/product-copy/copy-kinds";
import type { CopyDraft } from "~/modules/product-copy/copy-draft";
import { CharacterCount } from "./character-count";
import { DiffText } from "./diff-text";
import { explainNote } from "./draft-words";
import { FlagList } from "./flag-list";
import { RemovedList } from "./removed-list";
import type { DraftDesk } from "./use-draft-desk";
import { useMay } from "./use-staff";

type Props = {
  draft: CopyDraft & { before: string };
  rules: CopyRules;
  /** Formatting of today's text that a plain text cannot keep. */
  lost: readonly string[];
  desk: DraftDesk;
  readOnly: boolean;
};

/** Compare, edit and check a draft before it is published. */
export function CopyDraftEditor({ draft, rules, lost, desk, readOnly }: Props) {
  const text = useDeferredValue(desk.text);
  const flags = useMemo<CopyFlag[]>(() => checkText(text, rules), [text, rules]);
  const mayReadLogs = useMay("logs.view");
  const { limit, label } = COPY_FIELDS[draft.kind];
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingSm">
            Draft
          </Text>
          <DiffLegend />
        </InlineStack>
        {draft.note === null ? null : <NoteBanner note={draft.note} />}
        <section aria-label="Changes from today's text">
          <DiffText before={draft.before} after={text} />
        </section>
        <RemovedList removed={draft.removed} />
        {draft.callId === null || !mayReadLogs ? null : (
          <Link url={`/app/logs/${draft.callId}`} removeUnderline>
            See what was sent to the model and what came back
          </Link>
        )}
        <TextField
          label={`${label} to publish`}
          value={desk.text}
          onChange={desk.edit}
          readOnly={readOnly}
          autoComplete="off"
          multiline={draft.kind === "description" ? 8 : 3}
          helpText={<CharacterCount text={desk.text} limit={limit} />}
          {...(desk.textError ? { error: desk.textError } : {})}
        />
        {lost.length === 0 ? null : (
          <Banner tone="warning">
            <p>{`Today's text has ${new Intl.ListFormat("en").format(lost)}. A draft is plain text: publishing it leaves them out. Undo brings them back.`}</p>
          </Banner>
        )}
        <FlagList
          flags={flags}
          confirmed={desk.confirmed}
          onConfirm={desk.confirm}
          isMissing={desk.isConfirmationMissing}
        />
      </BlockStack>
      <SaveBar id="copy-draft-save-bar" open={desk.dirty}>
        <button variant="primary" onClick={desk.save}>
          Save
        </button>
        <button onClick={desk.reset}>Discard</button>
      </SaveBar>
    </Card>
  );
}

function DiffLegend() {
  return (
    <span className="legend copy-text" aria-hidden="true">
      <del>taken out</del> <ins>new</ins>
    </span>
  );
}

function NoteBanner({ note }: { note: NonNullable<CopyDraft["note"]> }) {
  const { title, text } = explainNote(note);
  return (
    <Banner tone="info" title={title}>
      <p>{text}</p>
    </Banner>
  );
}
