import { Text } from "@shopify/polaris";
import type { DeskEntry } from "./review-desk";

/** What a field for words about a call asks of its writer. */
export const NO_PERSONAL_DATA = "Write no customer’s data: what is found of it is replaced.";

/** Tells the writer what was replaced in the words that were just kept. */
export function ReplacedWords({ entry, field }: { entry: DeskEntry; field: "note" | "comment" }) {
  if (entry.replaced?.field !== field) return null;
  return (
    <div role="status">
      <Text as="p" tone="caution" variant="bodySm">
        It is kept without personal data, in whose place stands {entry.replaced.placeholders.join(", ")}.
      </Text>
    </div>
  );
}
