import { Banner, BlockStack, Checkbox, Modal, TextField } from "@shopify/polaris";
import { useState } from "react";
import { MAX_VIEW_NAME_CHARS, type LogView } from "~/modules/review/log-view";
import { NO_PERSONAL_DATA } from "./replaced-words";
import type { LogViewDesk } from "./use-log-views";

/** Saves the current filters: as a new view, or in place of the one that was opened. */
export function LogViewDialog({ view, desk }: { view: LogView; desk: LogViewDesk }) {
  const isSaved = view.kind !== "builtin";
  const [name, setName] = useState(isSaved ? view.name : "");
  const [shared, setShared] = useState(view.kind === "shared");
  const isNamed = name.trim() !== "";
  const saveNew = () => desk.save({ name, shared });
  const replace = () => desk.save({ name, shared, viewId: view.id });
  const busy = { loading: desk.isBusy, disabled: !isNamed };
  return (
    <Modal
      open={desk.isOpen}
      onClose={desk.close}
      title="Save view"
      primaryAction={
        isSaved
          ? { content: `Update ${view.name}`, onAction: replace, ...busy }
          : { content: "Save view", onAction: saveNew, ...busy }
      }
      secondaryActions={[
        ...(isSaved ? [{ content: "Save as new view", onAction: saveNew, disabled: !isNamed || desk.isBusy }] : []),
        { content: "Cancel", onAction: desk.close },
      ]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          {desk.problem === null ? null : (
            <Banner tone="critical">
              <p>{desk.problem}</p>
            </Banner>
          )}
          <TextField
            label="Name"
            value={name}
            onChange={setName}
            maxLength={MAX_VIEW_NAME_CHARS}
            showCharacterCount
            helpText={NO_PERSONAL_DATA}
            autoComplete="off"
          />
          <Checkbox
            label="Everyone in this shop has this view"
            helpText="Otherwise only you see it. Everyone can rename or delete a view of the shop."
            checked={shared}
            onChange={setShared}
          />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
