import { BlockStack, Card, Text } from "@shopify/polaris";
import type { CopyFact } from "~/modules/product-copy/product-facts";

const LONG_CHARS = 140;

/** The facts that a draft may use, so that staff can check one beside the other. */
export function CopyFactsCard({ facts }: { facts: readonly CopyFact[] }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Facts used
        </Text>
        <Text as="p" variant="bodySm" tone="subdued">
          A draft may say what stands here, and nothing else. Prices and stock are left out, because they change.
        </Text>
        <dl className="facts">
          {facts.map((fact) => (
            <div key={fact.label}>
              <dt>
                <Text as="span" variant="bodySm" tone="subdued">
                  {fact.label}
                </Text>
              </dt>
              <dd>
                <FactValue value={fact.value} />
              </dd>
            </div>
          ))}
        </dl>
      </BlockStack>
    </Card>
  );
}

/** A long fact shows its beginning, and the rest when it is asked for. */
function FactValue({ value }: { value: string }) {
  if (value.length <= LONG_CHARS) return <>{value}</>;
  return (
    <details className="long-fact">
      <summary>{`${value.slice(0, LONG_CHARS).replace(/\s+\S*$/, "")} …`}</summary>
      {value}
    </details>
  );
}
