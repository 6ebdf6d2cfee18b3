import { BlockStack, Text } from "@shopify/polaris";
import type { RemovedSentence } from "~/modules/product-copy/claim-filter";

/** Sentences that the claim check left out of a draft, each with why. */
export function RemovedList({ removed }: { removed: readonly RemovedSentence[] }) {
  if (removed.length === 0) return null;
  const count = removed.length === 1 ? "1 sentence was left out" : `${removed.length} sentences were left out`;
  return (
    <details>
      <summary>
        {count}, because of what {removed.length === 1 ? "it claims" : "they claim"}
      </summary>
      <ul className="plain-list removed-list">
        {removed.map((sentence, index) => (
          <li key={index}>
            <BlockStack gap="050">
              {sentence.text === "" ? (
                <Text as="span" tone="subdued">
                  {explainHeldBack(sentence.heldBack)}
                </Text>
              ) : (
                <Text as="span">“{sentence.text}”</Text>
              )}
              {sentence.flags.map((flag) => (
                <Text key={`${flag.kind}-${flag.start}`} as="span" variant="bodySm" tone="subdued">
                  “{flag.span}”: {flag.reason}
                </Text>
              ))}
            </BlockStack>
          </li>
        ))}
      </ul>
    </details>
  );
}

const HELD_BACK: Readonly<Record<string, string>> = {
  figure_not_in_evidence: "A sentence with a number that is not in the product's facts.",
  code_not_in_evidence: "A sentence with a code that is not in the product's facts.",
  claim_not_in_evidence: "A sentence with a promise that is not in the product's facts.",
  link_not_in_evidence: "A sentence with a link.",
  personal_data: "A sentence with personal data.",
};

function explainHeldBack(reason: string | undefined): string {
  return HELD_BACK[reason ?? ""] ?? "A sentence that does not belong in a product text.";
}
