import { BlockStack, Checkbox, Modal, Text } from "@shopify/polaris";
import { SHORTCUTS } from "./shortcuts";

type Props = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly isOn: boolean;
  readonly setOn: (isOn: boolean) => void;
};

/** The keys of the queue, and the switch for them. */
export function ShortcutsHelp({ open, onClose, isOn, setOn }: Props) {
  return (
    <Modal open={open} onClose={onClose} title="Keys" secondaryActions={[{ content: "Close", onAction: onClose }]}>
      <Modal.Section>
        <BlockStack gap="400">
          <Checkbox
            label="Use single keys on this page"
            helpText="Switch them off if you use speech input. They never work while you write in a field."
            checked={isOn}
            onChange={setOn}
          />
          <dl className="keys">
            {Object.values(SHORTCUTS).map(({ shown, label }) => (
              <div key={shown}>
                <dt>
                  <kbd>{shown}</kbd>
                </dt>
                <dd>
                  <Text as="span">{label}</Text>
                </dd>
              </div>
            ))}
          </dl>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
