import { BlockStack, Card, ChoiceList, FormLayout, Text, TextField } from "@shopify/polaris";
import type { Purpose } from "~/modules/inference/inference-types";
import { PURPOSE_LABELS } from "./model-words";

export type ModelFormValues = {
  readonly name: string;
  readonly baseUrl: string;
  readonly model: string;
  readonly purposes: readonly Purpose[];
  readonly keyChange: "keep" | "replace" | "remove";
  readonly apiKey: string;
};

type Props = {
  values: ModelFormValues;
  onChange: (change: Partial<ModelFormValues>) => void;
  /** The stored key itself never comes here. */
  hasApiKey: boolean;
};

/** What a merchant tells about a model server. */
export function ModelForm({ values, onChange, hasApiKey }: Props) {
  const field = (name: "name" | "baseUrl" | "model") => ({
    value: values[name],
    autoComplete: "off",
    requiredIndicator: true,
    onChange: (value: string) => onChange({ [name]: value }),
  });
  return (
    <BlockStack gap="400">
      <Card>
        <FormLayout>
          <TextField label="Name" placeholder="GPU server" helpText="For you and your colleagues." {...field("name")} />
          <TextField
            label="Address"
            type="url"
            placeholder="https://models.example.com/v1"
            helpText="Of its OpenAI-compatible API, with or without /v1."
            {...field("baseUrl")}
          />
          <TextField
            label="Model"
            placeholder="qwen3-8b-instruct"
            helpText="As the server lists it under /v1/models."
            {...field("model")}
          />
          <ChoiceList
            title="Used for"
            allowMultiple
            choices={PURPOSES.map((value) => ({ value, label: PURPOSE_LABELS[value] }))}
            selected={[...values.purposes]}
            onChange={(selected) => onChange({ purposes: PURPOSES.filter((each) => selected.includes(each)) })}
          />
        </FormLayout>
      </Card>
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            API key
          </Text>
          {hasApiKey ? (
            <StoredKey values={values} onChange={onChange} />
          ) : (
            <KeyField
              values={values}
              onChange={onChange}
              helpText="Stored encrypted and never shown again. Leave it empty for a server without a key."
            />
          )}
        </BlockStack>
      </Card>
    </BlockStack>
  );
}

const PURPOSES = ["chat", "copy"] as const satisfies readonly Purpose[];

type KeyProps = Pick<Props, "values" | "onChange">;

function StoredKey({ values, onChange }: KeyProps) {
  return (
    <ChoiceList
      title="A key is stored. It is encrypted and is never shown again."
      choices={[
        { value: "keep", label: "Keep the stored key" },
        {
          value: "replace",
          label: "Replace key",
          renderChildren: (selected) => (selected ? <KeyField values={values} onChange={onChange} /> : null),
        },
        { value: "remove", label: "Remove key" },
      ]}
      selected={[values.keyChange]}
      onChange={([choice]) => {
        if (choice === "keep" || choice === "replace" || choice === "remove")
          onChange({ keyChange: choice, apiKey: "" });
      }}
    />
  );
}

function KeyField({ values, onChange, helpText }: KeyProps & { helpText?: string }) {
  return (
    <TextField
      label="API key"
      labelHidden
      type="password"
      autoComplete="new-password"
      helpText={helpText}
      value={values.apiKey}
      onChange={(apiKey) => onChange({ apiKey })}
    />
  );
}
