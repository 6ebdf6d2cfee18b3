import { Banner, BlockStack, Button, Card, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { COPY_FIELDS, type CopyKind } from "~/modules/product-copy/copy-kinds";
import { RemovedList } from "./removed-list";
import type { DraftStream } from "./use-draft-stream";

const MAX_WISH_CHARS = 500;

type Props = { kind: CopyKind; stream: DraftStream; isFirst: boolean; disabled: boolean };

/** Asks for a draft and shows it while it is written. */
export function CopyWriteCard({ kind, stream, isFirst, disabled }: Props) {
  const [wish, setWish] = useState("");
  if (stream.writing) return <WritingCard kind={kind} stream={stream} />;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {isFirst ? `Write the ${lowerLabel(kind)}` : "Write another draft"}
        </Text>
        {stream.error === null ? null : (
          <Banner tone="critical" title="The draft could not be written">
            <p>{stream.error}</p>
          </Banner>
        )}
        <TextField
          label="What should it stress? (optional)"
          value={wish}
          onChange={setWish}
          maxLength={MAX_WISH_CHARS}
          autoComplete="off"
          multiline={2}
          placeholder="For example: short, for people who walk to work"
          helpText={
            disabled
              ? "Save or discard your changes before you write another draft."
              : "The model follows this as far as the product's facts allow."
          }
        />
        <InlineStack align="end">
          <Button variant={isFirst ? "primary" : "secondary"} disabled={disabled} onClick={() => stream.start(wish)}>
            Write draft
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function WritingCard({ kind, stream }: { kind: CopyKind; stream: DraftStream }) {
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <span role="status">
            <Text as="h2" variant="headingSm">{`Writing the ${lowerLabel(kind)} …`}</Text>
          </span>
          <Button onClick={stream.stop}>Stop</Button>
        </InlineStack>
        {stream.text === "" ? (
          <Text as="p" tone="subdued">
            The model reads the facts. Each sentence appears when it has been checked.
          </Text>
        ) : null}
        <div className="copy-text is-writing" aria-busy="true" data-testid="draft-stream">
          {stream.text}
        </div>
        <RemovedList removed={stream.removed} />
      </BlockStack>
    </Card>
  );
}

function lowerLabel(kind: CopyKind): string {
  const { label } = COPY_FIELDS[kind];
  return label.startsWith("SEO") ? label : label.charAt(0).toLowerCase() + label.slice(1);
}
