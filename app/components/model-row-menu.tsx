import { ActionList, Button, Modal, Popover, Text } from "@shopify/polaris";
import { MenuHorizontalIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import type { EndpointSummary } from "~/modules/inference/endpoint";
import type { ModelActions } from "./use-model-actions";

type Props = { endpoint: EndpointSummary; id: string; actions: ModelActions };

/** What else may be done with a model server. */
export function ModelRowMenu({ endpoint, id, actions }: Props) {
  const [open, setOpen] = useState(false);
  const [removing, setRemoving] = useState(false);
  const { name, enabled } = endpoint;
  const choose = (then: () => void) => () => {
    setOpen(false);
    then();
  };
  return (
    <div className="model-menu">
      <Popover
        active={open}
        onClose={() => setOpen(false)}
        activator={
          <Button
            icon={MenuHorizontalIcon}
            variant="tertiary"
            accessibilityLabel={`More actions for ${name}`}
            disclosure={false}
            ariaExpanded={open}
            onClick={() => setOpen(!open)}
          />
        }
      >
        <ActionList
          actionRole="menuitem"
          items={[
            { content: "Edit", url: `/app/models/${id}/edit` },
            {
              content: enabled ? "Switch off" : "Switch on",
              onAction: choose(() => actions.send(enabled ? "disable" : "enable", id)),
            },
            { content: "Remove", destructive: true, onAction: choose(() => setRemoving(true)) },
          ]}
        />
      </Popover>
      <Modal
        open={removing}
        onClose={() => setRemoving(false)}
        title={`Remove ${name}?`}
        primaryAction={{
          content: "Remove server",
          destructive: true,
          onAction: () => {
            setRemoving(false);
            actions.send("delete", id);
          },
        }}
        secondaryActions={[{ content: "Cancel", onAction: () => setRemoving(false) }]}
      >
        <Modal.Section>
          <Text as="p">
            Its address and key are deleted. Calls that it has answered stay in the log. To pause it instead, switch it
            off.
          </Text>
        </Modal.Section>
      </Modal>
    </div>
  );
}
