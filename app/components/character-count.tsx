import { Text } from "@shopify/polaris";
import { countCharacters } from "~/modules/product-copy/text-limits";

/** How much of a field's length is used; over the limit it says by how much. */
export function CharacterCount({ text, limit }: { text: string; limit: number }) {
  const count = countCharacters(text);
  const over = count - limit;
  return (
    <span role={over > 0 ? "status" : undefined}>
      <Text as="span" variant="bodySm" tone={over > 0 ? "critical" : "subdued"} numeric>
        {over > 0 ? `${count} of ${limit} characters, ${over} too many` : `${count} of ${limit} characters`}
      </Text>
    </span>
  );
}
