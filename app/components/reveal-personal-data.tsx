import { Banner, BlockStack, Button, Card, InlineStack, Modal, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { MAX_REASON_CHARS, MIN_REASON_CHARS } from "~/modules/review/reveal-reason";
import { useReveal, type Revealed } from "./use-reveal";
import { useMay } from "./use-staff";

/** What stands behind a call's placeholders, for who may see it and says why. */
export function RevealPersonalData({ callId, erased }: { callId: string; erased: boolean }) {
  const [asking, setAsking] = useState(false);
  const reveal = useReveal(callId);
  const may = useMay("logs.reveal");
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingSm">
            Personal data
          </Text>
          {reveal.shown ? <Button onClick={reveal.hide}>Hide</Button> : null}
          {reveal.shown || !may || erased ? null : <Button onClick={() => setAsking(true)}>Reveal</Button>}
        </InlineStack>
        {reveal.shown ? <Values revealed={reveal.shown} /> : <Hidden may={may} erased={erased} />}
      </BlockStack>
      {asking ? (
        <AskReason
          busy={reveal.busy}
          problem={reveal.problem}
          onClose={() => setAsking(false)}
          onAsk={(reason) => void reveal.ask(reason).then((shown) => setAsking(!shown))}
        />
      ) : null}
    </Card>
  );
}

function Hidden({ may, erased }: { may: boolean; erased: boolean }) {
  const hint = may
    ? "Names, addresses and the like are hidden. Revealing them takes a reason, and is recorded."
    : "Names, addresses and the like are hidden. Your role does not reveal them.";
  return (
    <Text as="p" tone="subdued">
      {erased ? "It was erased. There is nothing left to reveal." : hint}
    </Text>
  );
}

function Values({ revealed: { released, values, reason } }: { revealed: Revealed }) {
  return (
    <BlockStack gap="300">
      {reason === null ? null : (
        <Text as="p" tone="caution" variant="bodySm">
          Your reason is kept without personal data: “{reason}”
        </Text>
      )}
      {values.length === 0 ? (
        <Text as="p" tone="subdued">
          Nothing was replaced in this call.
        </Text>
      ) : (
        <dl className="facts">
          {values.map(({ placeholder, value }) => (
            <div key={placeholder}>
              <dt>{placeholder}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {released === null ? null : (
        <section aria-label="What the reader got">
          <Text as="h3" variant="bodySm" tone="subdued">
            What the reader got
          </Text>
          <div className="as-sent">{released}</div>
        </section>
      )}
    </BlockStack>
  );
}

type AskProps = { busy: boolean; problem: string | null; onClose: () => void; onAsk: (reason: string) => void };

function AskReason({ busy, problem, onClose, onAsk }: AskProps) {
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const isShort = reason.trim().length < MIN_REASON_CHARS;
  const send = () => {
    setTried(true);
    if (!isShort) onAsk(reason.trim());
  };
  return (
    <Modal
      open
      onClose={onClose}
      title="Reveal personal data?"
      primaryAction={{ content: "Reveal", onAction: send, loading: busy }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          {problem === null ? null : (
            <Banner tone="critical">
              <p>{problem}</p>
            </Banner>
          )}
          <TextField
            label="Why do you need to see it?"
            value={reason}
            onChange={setReason}
            multiline={2}
            maxLength={MAX_REASON_CHARS}
            showCharacterCount
            autoComplete="off"
            helpText="For example: the customer asks why order 1042 was not found. Write no personal data: what is found of it is replaced, and auditors read this beside your name."
            {...(tried && isShort ? { error: `Say why in at least ${MIN_REASON_CHARS} characters.` } : {})}
          />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
