import { BlockStack, ChoiceList, InlineGrid, TextField } from "@shopify/polaris";
import { LimitsCard, type LimitValues } from "./limits-card";
import { SettingsCard } from "./settings-card";

export type SettingsValues = {
  readonly tone: string;
  readonly wordsToUse: string;
  readonly wordsToAvoid: string;
  readonly factMetafields: string;
  readonly greeting: string;
  readonly chatStrategy: string;
} & LimitValues;

const CHAT_STRATEGIES = [
  {
    value: "automatic",
    label: "Automatic",
    helpText: "Uses tools once the connection test has seen your model call them, and grounded answers until then.",
  },
  {
    value: "grounded",
    label: "Grounded",
    helpText:
      "The app searches your shop and the model words what was found. One model call a question; works with any model.",
  },
  {
    value: "tools",
    label: "Tools",
    helpText:
      "The model looks things up itself, in up to four rounds. Better with long or unusual questions, slower, and only for models that can call tools.",
  },
];

/** What the operator allows at most. */
export type SettingsBounds = { readonly requests: number; readonly tokens: number; readonly streams: number };

type Props = {
  values: SettingsValues;
  bounds: SettingsBounds;
  readOnly: boolean;
  onChange: (name: keyof SettingsValues, value: string) => void;
};

/** Everything on the settings page that is saved together. */
export function SettingsFields({ values, bounds, readOnly, onChange }: Props) {
  const field = (name: keyof SettingsValues) => ({
    name,
    value: values[name],
    autoComplete: "off",
    readOnly,
    onChange: (value: string) => onChange(name, value),
  });
  return (
    <>
      <SettingsCard title="Brand voice" description="How product copy should sound. One word or phrase a line.">
        <BlockStack gap="300">
          <TextField label="Tone" maxLength={300} placeholder="Plain and warm, short sentences" {...field("tone")} />
          <InlineGrid columns={{ xs: 1, md: 2 }} gap="300">
            <TextField label="Words to use" multiline={3} {...field("wordsToUse")} />
            <TextField label="Words to avoid" multiline={3} {...field("wordsToAvoid")} />
          </InlineGrid>
        </BlockStack>
      </SettingsCard>
      <SettingsCard
        title="Facts"
        description="Metafields that the chat and product copy may use. What is not listed here is never loaded."
      >
        <TextField
          label="Metafields"
          multiline={2}
          helpText="namespace.key, or namespace.* for all of a namespace"
          {...field("factMetafields")}
        />
      </SettingsCard>
      <SettingsCard title="Chat" description="What shoppers see first, and how their questions are answered.">
        <BlockStack gap="300">
          <TextField
            label="Greeting"
            maxLength={300}
            placeholder="Our own greeting, in the shopper's language"
            {...field("greeting")}
          />
          <ChoiceList
            title="How questions are answered"
            name="chatStrategy"
            choices={CHAT_STRATEGIES}
            selected={[values.chatStrategy]}
            disabled={readOnly}
            onChange={([chosen]) => chosen && onChange("chatStrategy", chosen)}
          />
        </BlockStack>
      </SettingsCard>
      <LimitsCard values={values} bounds={bounds} readOnly={readOnly} onChange={onChange} />
    </>
  );
}
