import { useFetcher } from "@remix-run/react";
import { Badge, Banner, BlockStack, Button, FormLayout, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { EndpointSummary } from "~/modules/inference/endpoint";
import { SettingsCard } from "./settings-card";

const ACTION = "/app/settings/endpoints";
const EMPTY = { name: "", baseUrl: "", model: "", apiKey: "" };

type Result = { readonly ok: boolean; readonly message: string };

/** The shop's model servers, in the order in which they are asked: test, remove, add. */
export function ModelServerCard({ endpoints }: { endpoints: readonly EndpointSummary[] }) {
  const [adding, setAdding] = useState(false);
  return (
    <SettingsCard
      title="Model server"
      description="Where prompts go, and nowhere else: an OpenAI-compatible server that you run, such as llama.cpp or vLLM."
      action={adding ? null : <Button onClick={() => setAdding(true)}>Add a server</Button>}
    >
      <BlockStack gap="400">
        {endpoints.length === 0 ? (
          <Text as="p">
            No server is connected yet. Chat and product copy answer from your shop’s data alone until you add one.
          </Text>
        ) : null}
        {endpoints.map((endpoint) => (
          <EndpointRow key={endpoint.id ?? "default"} endpoint={endpoint} />
        ))}
        {adding ? <EndpointForm onClose={() => setAdding(false)} /> : null}
      </BlockStack>
    </SettingsCard>
  );
}

function EndpointRow({ endpoint }: { endpoint: EndpointSummary }) {
  const fetcher = useFetcher<Result>();
  const busy = fetcher.state === "idle" ? null : fetcher.formData?.get("intent");
  const send = (intent: string) =>
    fetcher.submit({ intent, id: endpoint.id ?? "default" }, { method: "post", action: ACTION });
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <BlockStack gap="050">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h3" variant="headingSm">
              {endpoint.name}
            </Text>
            {endpoint.id === null ? <Badge>Set by the operator</Badge> : null}
            {endpoint.hasApiKey ? <Badge tone="info">Key stored</Badge> : <Badge tone="attention">No key</Badge>}
          </InlineStack>
          <Text as="span" tone="subdued" breakWord>{`${endpoint.model} at ${endpoint.baseUrl}`}</Text>
        </BlockStack>
        <InlineStack gap="200">
          <Button onClick={() => send("test")} loading={busy === "test"} accessibilityLabel={`Test ${endpoint.name}`}>
            Test
          </Button>
          {endpoint.id === null ? null : (
            <Button
              onClick={() => send("delete")}
              loading={busy === "delete"}
              tone="critical"
              variant="tertiary"
              accessibilityLabel={`Remove ${endpoint.name}`}
            >
              Remove
            </Button>
          )}
        </InlineStack>
      </InlineStack>
      <ResultBanner result={fetcher.data} />
    </BlockStack>
  );
}

function EndpointForm({ onClose }: { onClose: () => void }) {
  const fetcher = useFetcher<Result>();
  const [values, setValues] = useState(EMPTY);
  const field = (name: keyof typeof EMPTY) => ({
    value: values[name],
    autoComplete: "off",
    onChange: (value: string) => setValues((old) => ({ ...old, [name]: value })),
  });
  if (fetcher.data?.ok) return <ResultBanner result={fetcher.data} />;
  return (
    <BlockStack gap="300">
      <ResultBanner result={fetcher.data} />
      <FormLayout>
        <FormLayout.Group>
          <TextField label="Name" placeholder="GPU server" {...field("name")} />
          <TextField
            label="Model"
            placeholder="qwen3-8b-instruct"
            helpText="As the server lists it under /v1/models"
            {...field("model")}
          />
        </FormLayout.Group>
        <TextField label="Address" type="url" placeholder="https://models.example.com/v1" {...field("baseUrl")} />
        <TextField
          label="API key"
          type="password"
          helpText="Stored encrypted and never shown again"
          {...field("apiKey")}
        />
      </FormLayout>
      <InlineStack gap="200" align="end">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant="primary"
          loading={fetcher.state !== "idle"}
          onClick={() => fetcher.submit({ intent: "save", ...values }, { method: "post", action: ACTION })}
        >
          Save server
        </Button>
      </InlineStack>
    </BlockStack>
  );
}

function ResultBanner({ result }: { result: Result | undefined }) {
  if (!result) return null;
  return (
    <Banner tone={result.ok ? "success" : "critical"}>
      <p>{result.message}</p>
    </Banner>
  );
}
