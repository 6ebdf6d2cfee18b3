import { Form } from "@remix-run/react";
import { BlockStack, Button, Card, InlineGrid, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { MAX_PREVIEW_CHARS } from "~/modules/inference/redaction-form";

const KNOWN = [
  { name: "name", label: "Name", type: "text" },
  { name: "email", label: "Email", type: "email" },
  { name: "phone", label: "Phone", type: "tel" },
  { name: "address", label: "Address", type: "text" },
] as const;

/** A text to check, and what the shop would know of the customer who wrote it. */
export function RedactionFormCard({ isBusy }: { isBusy: boolean }) {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const field = (name: string) => ({
    name,
    value: values[name] ?? "",
    autoComplete: "off",
    onChange: (value: string) => setValues((old) => ({ ...old, [name]: value })),
  });
  const isEmpty = (values.text ?? "").trim() === "";
  return (
    <Card>
      <Form method="post" replace>
        <BlockStack gap="400">
          <TextField
            label="Text"
            multiline={8}
            maxLength={MAX_PREVIEW_CHARS}
            placeholder="Paste a message as a customer would write it"
            helpText="The text is checked on your own server and is not kept."
            {...field("text")}
          />
          <details>
            <summary>What the shop knows of the customer</summary>
            <div className="details-body">
              <BlockStack gap="300">
                <Text as="p" tone="subdued">
                  In a chat these come from the customer who is logged in, and are found however they are written.
                </Text>
                <InlineGrid columns={{ xs: 1, md: 2 }} gap="300">
                  {KNOWN.map(({ name, label, type }) => (
                    <TextField key={name} label={label} type={type} maxLength={500} {...field(name)} />
                  ))}
                </InlineGrid>
              </BlockStack>
            </div>
          </details>
          <InlineStack align="end">
            <Button submit variant="primary" loading={isBusy} disabled={isEmpty}>
              Check this text
            </Button>
          </InlineStack>
        </BlockStack>
      </Form>
    </Card>
  );
}
