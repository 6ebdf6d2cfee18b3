import { BlockStack, Card, InlineGrid, Link, Text } from "@shopify/polaris";
import type { CallRecord } from "~/modules/inference/call-record";
import type { FailureWords } from "~/modules/inference/explain-failure";
import type { WrittenDraft } from "~/modules/product-copy/find-written-draft.server";
import { countPlaceholders } from "~/modules/review/marked-text";
import { splitSentBody } from "~/modules/review/sent-messages";
import { LogDraft } from "./log-draft";
import { MarkedText } from "./marked-text";
import { PlaceholderLegend } from "./placeholder-legend";
import { useMay } from "./use-staff";

type Props = {
  readonly record: CallRecord;
  /** What product copy made of it. */
  readonly draft: WrittenDraft | null;
  readonly failure: FailureWords | null;
};

/** As sent beside as returned and what its reader saw, and what the answer was checked against. */
export function LogTexts({ record, draft, failure }: Props) {
  if (record.erased) return <ErasedCard />;
  const sent = splitSentBody(record.request ?? "");
  const texts = [...sent.messages.map(({ content }) => content), record.response ?? ""];
  return (
    <BlockStack gap="400">
      <Card>
        <BlockStack gap="300">
          <PlaceholderLegend texts={texts} />
          <InlineGrid columns={{ xs: 1, lg: 2 }} gap="400">
            <SentColumn messages={sent.messages} parameters={sent.parameters} />
            <ReturnedColumn record={record} draft={draft} failure={failure} />
          </InlineGrid>
        </BlockStack>
      </Card>
      <EvidenceCard evidence={record.evidence} />
    </BlockStack>
  );
}

function ErasedCard() {
  const maySeeProof = useMay("privacy.view");
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          The texts were erased
        </Text>
        <Text as="p" tone="subdued">
          This conversation was erased, alone or with its customer, and the key of its texts destroyed. What was
          measured and decided is still here; what was said cannot be read again by anybody.
        </Text>
        {maySeeProof ? <Link url="/app/privacy">See the proof under Privacy</Link> : null}
      </BlockStack>
    </Card>
  );
}

type Sent = ReturnType<typeof splitSentBody>;

function SentColumn({ messages, parameters }: Sent) {
  return (
    <BlockStack gap="300">
      <Text as="h2" variant="headingSm">
        What was sent
      </Text>
      {messages.map((message, index) => (
        <section key={index} aria-label={`Message ${index + 1}, ${message.role}`}>
          <Text as="h3" variant="bodySm" tone="subdued">
            {message.role}
          </Text>
          <MarkedText text={message.content} />
        </section>
      ))}
      {parameters ? (
        <details>
          <summary>Parameters</summary>
          <MarkedText text={parameters} />
        </details>
      ) : null}
    </BlockStack>
  );
}

function ReturnedColumn({ record, draft, failure }: Props) {
  return (
    <BlockStack gap="300">
      <Text as="h2" variant="headingSm">
        What came back
      </Text>
      <Words text={record.response} none="Nothing came back from the model." />
      {failure ? <Failure failure={failure} /> : null}
      {draft ? <LogDraft draft={draft} response={record.response} /> : <Released record={record} />}
    </BlockStack>
  );
}

/** Why the model did not answer to the end, in the words of the connection check. */
function Failure({ failure: { meaning, fix } }: { failure: FailureWords }) {
  const maySeeServers = useMay("models.view");
  return (
    <section aria-label="Why it failed">
      <Text as="p" tone="critical">
        {meaning}
      </Text>
      <Text as="p" tone="subdued">
        {fix} {maySeeServers ? <Link url="/app/models">Open Models</Link> : null}
      </Text>
    </section>
  );
}

function Released({ record }: { record: CallRecord }) {
  if (record.purpose === "replay" || record.released === null) return null;
  const isLookUp = record.verdicts.some(({ detail }) => "tool_calls" in detail);
  const isSame = record.released !== "" && record.released === record.response;
  return (
    <>
      <Text as="h2" variant="headingSm">
        Released to the reader
      </Text>
      {isSame ? (
        <Text as="p" tone="subdued">
          What came back, word for word.
        </Text>
      ) : (
        <Words
          text={record.released}
          none={
            isLookUp
              ? "Nothing: the model asked to look something up first."
              : "Nothing: every sentence was withheld, or none came."
          }
        />
      )}
      {countPlaceholders([record.released]).size > 0 ? (
        <Text as="p" tone="subdued" variant="bodySm">
          Where a placeholder stands here, the reader saw their own data.
        </Text>
      ) : null}
    </>
  );
}

function Words({ text, none }: { text: string | null; none: string }) {
  if (text) return <MarkedText text={text} />;
  return (
    <Text as="p" tone="subdued">
      {none}
    </Text>
  );
}

function EvidenceCard({ evidence }: { evidence: CallRecord["evidence"] }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Evidence
        </Text>
        {evidence.length === 0 ? (
          <Text as="p" tone="subdued">
            This call used no evidence.
          </Text>
        ) : null}
        {evidence.map((item) => (
          <details key={item.id}>
            <summary>
              [{item.id}] {item.title}
            </summary>
            <MarkedText text={item.text} />
          </details>
        ))}
      </BlockStack>
    </Card>
  );
}
