import { BlockStack, List, Modal, Text } from "@shopify/polaris";
import { countWords, DATA_CLASS_NAMES, type DataClass } from "~/modules/privacy/data-classes";
import { MAX_COUNTED } from "~/modules/privacy/preview-limit";

type Props = {
  /** What the next run would delete; null while nothing is asked. */
  readonly counts: Partial<Record<DataClass, number>> | null;
  readonly busy: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
};

/** Before days are saved: what they would delete. */
export function RetentionConfirm({ counts, busy, onConfirm, onClose }: Props) {
  const found = DATA_CLASS_NAMES.flatMap((name) => {
    const count = counts?.[name] ?? 0;
    return count === 0 ? [] : [`${count >= MAX_COUNTED ? "More than " : ""}${countWords(name, count)}`];
  });
  return (
    <Modal
      open={counts !== null}
      onClose={onClose}
      title="Keep data for these times?"
      primaryAction={{ content: "Save", destructive: found.length > 0, loading: busy, onAction: onConfirm }}
      secondaryActions={[{ content: "Go back", onAction: onClose }]}
    >
      <Modal.Section>
        {found.length === 0 ? (
          <Text as="p">Nothing that is kept now is older. The next run would delete nothing.</Text>
        ) : (
          <BlockStack gap="300">
            <Text as="p">The next run would delete, for good:</Text>
            <List>
              {found.map((words) => (
                <List.Item key={words}>{words}</List.Item>
              ))}
            </List>
          </BlockStack>
        )}
      </Modal.Section>
    </Modal>
  );
}
