import { Banner, BlockStack, List, Modal, Text } from "@shopify/polaris";
import type { RefObject } from "react";
import { countWords, type DueData } from "~/modules/privacy/data-classes";
import { MAX_COUNTED } from "~/modules/privacy/preview-limit";
import { dayWords } from "./day-words";

type Props = {
  readonly title: string;
  /** What a run would delete; null while nothing is asked. */
  readonly due: readonly DueData[] | null;
  /** Said before the list, and instead of it when it is empty. */
  readonly intro: string;
  readonly nothing: string;
  /** Null when there is nothing to confirm. */
  readonly confirmLabel: string | null;
  readonly problem?: string | null;
  readonly busy: boolean;
  /** Where the focus goes when it is closed. */
  readonly activator?: RefObject<HTMLElement>;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
};

/** Before anything is deleted: what goes. */
export function RetentionConfirm(props: Props) {
  const { title, due, intro, nothing, confirmLabel, problem = null, busy, activator, onConfirm, onClose } = props;
  const isEmpty = due === null || due.length === 0;
  const close = { content: confirmLabel === null ? "Close" : "Go back", onAction: onClose };
  return (
    <Modal
      open={due !== null}
      onClose={onClose}
      title={title}
      {...(activator ? { activator } : {})}
      {...(confirmLabel === null
        ? {}
        : { primaryAction: { content: confirmLabel, destructive: !isEmpty, loading: busy, onAction: onConfirm } })}
      secondaryActions={[close]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          {problem ? (
            <Banner tone="critical">
              <p>{problem}</p>
            </Banner>
          ) : null}
          <Text as="p">{isEmpty ? nothing : intro}</Text>
          {isEmpty ? null : <DueList due={due} />}
          {isEmpty ? null : (
            <Text as="p" fontWeight="semibold">
              What is deleted cannot be brought back: there is no undo.
            </Text>
          )}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

function DueList({ due }: { due: readonly DueData[] }) {
  return (
    <List>
      {due.map(({ dataClass, count, before, days }) => (
        <List.Item key={dataClass}>
          {count >= MAX_COUNTED ? "At least " : ""}
          {countWords(dataClass, count)} from before {dayWords(before)}, kept for{" "}
          {days === 1 ? "one day" : `${days.toLocaleString("en")} days`}
        </List.Item>
      ))}
    </List>
  );
}
