import { Banner, BlockStack, Page } from "@shopify/polaris";
import { ModelForm, type ModelFormValues } from "./model-form";
import { useModelForm } from "./use-model-form";

type Props = {
  title: string;
  save: string;
  back: { content: string; url: string };
  start: ModelFormValues;
  hasApiKey: boolean;
};

/** The page on which a model server is entered or changed. */
export function ModelFormPage({ title, save, back, start, hasApiKey }: Props) {
  const form = useModelForm(start, hasApiKey);
  return (
    <Page
      title={title}
      backAction={back}
      narrowWidth
      primaryAction={{ content: save, onAction: form.save, loading: form.saving }}
    >
      <BlockStack gap="400">
        {form.problem === null ? null : (
          <Banner tone="critical" title="The server was not saved">
            <p>{form.problem}</p>
          </Banner>
        )}
        <ModelForm values={form.values} onChange={form.change} hasApiKey={hasApiKey} />
      </BlockStack>
    </Page>
  );
}
