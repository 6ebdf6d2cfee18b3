import { BlockStack, Button, ChoiceList, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { MAX_INSTRUCTIONS_CHARS } from "~/modules/inference/instructions-limit";
import type { ReplayServer } from "~/modules/review/open-replay.server";
import type { PromptChoice } from "~/modules/review/prompt-choice";
import type { ReplayInput } from "~/modules/review/replay-input";

type Props = {
  readonly servers: readonly ReplayServer[];
  /** What an experiment begins with; empty for a whole set, whose cases differ. */
  readonly instructions: string;
  /** What "the words that are used now" are; null leaves the choice out. */
  readonly current: { readonly version: string } | null;
  readonly button: string;
  readonly isBusy: boolean;
  readonly onSubmit: (input: ReplayInput) => void;
};

/** Which server, model and words a call or the test set is asked with. */
export function ReplayForm({ servers, instructions, current, button, isBusy, onSubmit }: Props) {
  const [endpoint, setEndpoint] = useState(servers[0]?.id ?? "");
  const [model, setModel] = useState("");
  const [prompt, setPrompt] = useState<PromptChoice["prompt"]>("as_sent");
  const [text, setText] = useState(instructions);
  const server = servers.find(({ id }) => id === endpoint);
  const isIncomplete = server === undefined || (prompt === "experiment" && text.trim() === "");
  const submit = () =>
    onSubmit(prompt === "experiment" ? { prompt, instructions: text, endpoint, model } : { prompt, endpoint, model });
  return (
    <FormLayout>
      <FormLayout.Group>
        <Select
          label="Server"
          options={servers.map(({ id, name }) => ({ label: name, value: id }))}
          value={endpoint}
          onChange={setEndpoint}
        />
        <TextField
          label="Model"
          value={model}
          onChange={setModel}
          placeholder={server?.model ?? ""}
          helpText="Empty: the one that the server is entered with."
          autoComplete="off"
          maxLength={200}
        />
      </FormLayout.Group>
      <ChoiceList
        title="Instructions"
        choices={[
          { label: "Word for word as they were sent", value: "as_sent" },
          ...(current ? [{ label: `Those used now (${current.version})`, value: "current" }] : []),
          { label: "My own words, as an experiment", value: "experiment" },
        ]}
        selected={[prompt]}
        // The values are those of the choices above.
        onChange={([value]) => setPrompt((value ?? "as_sent") as PromptChoice["prompt"])}
      />
      {prompt === "experiment" ? (
        <TextField
          label="Experiment"
          value={text}
          onChange={setText}
          multiline={5}
          maxLength={MAX_INSTRUCTIONS_CHARS}
          helpText="The record is marked as an experiment. Personal data that is found in these words is replaced before they are kept and sent."
          autoComplete="off"
        />
      ) : null}
      <BlockStack gap="200" inlineAlign="start">
        <Button variant="primary" onClick={submit} loading={isBusy} disabled={isIncomplete}>
          {button}
        </Button>
        <Text as="p" tone="subdued" variant="bodySm">
          It counts against your shop’s budget like any call, and no shopper sees it.
        </Text>
      </BlockStack>
    </FormLayout>
  );
}
