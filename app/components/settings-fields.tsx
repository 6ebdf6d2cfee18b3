import { BlockStack, InlineGrid, TextField } from "@shopify/polaris";
import { LimitsCard, type LimitValues } from "./limits-card";
import { SettingsCard } from "./settings-card";

export type SettingsValues = {
  readonly tone: string;
  readonly wordsToUse: string;
  readonly wordsToAvoid: string;
  readonly factMetafields: string;
  readonly greeting: string;
} & LimitValues;

/** What the operator allows at most. */
export type SettingsBounds = { readonly requests: number; readonly tokens: number; readonly streams: number };

type Props = {
  values: SettingsValues;
  bounds: SettingsBounds;
  onChange: (name: keyof SettingsValues, value: string) => void;
};

/** Everything on the settings page that is saved together. */
export function SettingsFields({ values, bounds, onChange }: Props) {
  const field = (name: keyof SettingsValues) => ({
    name,
    value: values[name],
    autoComplete: "off",
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
      <SettingsCard title="Chat" description="What shoppers see first.">
        <TextField
          label="Greeting"
          maxLength={300}
          placeholder="Our own greeting, in the shopper's language"
          {...field("greeting")}
        />
      </SettingsCard>
      <LimitsCard values={values} bounds={bounds} onChange={onChange} />
    </>
  );
}
