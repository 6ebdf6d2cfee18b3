import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, List, Modal, Select, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { ErasureReason } from "~/modules/privacy/erasure-reason";
import type { RequestAnswer } from "./customer-request-modal";
import { REASON_WORDS } from "./privacy-words";

const GOES = [
  "What the shopper, the assistant and staff said in it",
  "The texts of its model calls, and what stood behind their placeholders",
  "Notes, comments and reasons that staff wrote about these calls, and test cases made of them",
  "Exports of the log and copies for customers that hold any of it, as a whole",
];

const STAYS = [
  "That these calls were made: when, of which model, what was measured, decided and judged",
  "The record of this erasure, with your name and its proof in the audit log",
  "Backups, until they expire, and files that were downloaded before",
];

type Props = {
  readonly conversationId: string;
  readonly onClose: () => void;
  /** Called before `onClose` when the erasure was taken up. */
  readonly onErased?: () => void;
};

/** Asks once more before one conversation is erased: why, what goes and what stays. */
export function EraseConversationModal({ conversationId, onClose, onErased }: Props) {
  const fetcher = useFetcher<RequestAnswer>();
  const shopify = useAppBridge();
  const [reason, setReason] = useState<ErasureReason>("asked");
  const [confirm, setConfirm] = useState("");
  const { data, state } = fetcher;

  useEffect(() => {
    if (state !== "idle" || data?.problem !== null) return;
    shopify.toast.show("Erasure received. Its proof is under Privacy.");
    onErased?.();
    onClose();
  }, [data, state, shopify, onClose, onErased]);

  const send = () =>
    void fetcher.submit(
      { kind: "conversation", conversation: conversationId, reason, confirm },
      { method: "post", action: "/app/privacy/requests" },
    );
  return (
    <Modal
      open
      onClose={onClose}
      title="Erase this conversation?"
      primaryAction={{
        content: "Erase for good",
        destructive: true,
        loading: state !== "idle",
        disabled: confirm.trim().toLowerCase() !== "erase",
        onAction: send,
      }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          {data?.problem ? (
            <Banner tone="critical" title="It was not erased">
              <p>{data.problem}</p>
            </Banner>
          ) : null}
          <Lines title="What goes, and cannot be read again by anybody" lines={GOES} />
          <Lines title="What stays" lines={STAYS} />
          <Select
            label="Why"
            options={ErasureReason.options.map((value) => ({ value, label: REASON_WORDS[value] }))}
            value={reason}
            onChange={(value) => setReason(ErasureReason.parse(value))}
            helpText="Kept with the record. If the shopper still has the chat open, it goes on as a new one."
          />
          <TextField label="Type “erase” to confirm" value={confirm} onChange={setConfirm} autoComplete="off" />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      <List>
        {lines.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </BlockStack>
  );
}
