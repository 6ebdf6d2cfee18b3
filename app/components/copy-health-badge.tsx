import { Badge, Text } from "@shopify/polaris";
import type { CopyHealth } from "~/modules/product-copy/copy-health";

/** How one of a product's texts stands. Only what needs work gets a badge, so that it stands out. */
export function CopyHealthBadge({ health }: { health: CopyHealth }) {
  switch (health) {
    case "missing":
      return <Badge tone="attention">Missing</Badge>;
    case "short":
      return <Badge tone="info">Short</Badge>;
    case "long":
      return <Badge tone="warning">Too long</Badge>;
    case "no_picture":
      return (
        <Text as="span" tone="subdued">
          No picture
        </Text>
      );
    case "fine":
      return (
        <Text as="span" tone="subdued">
          Fine
        </Text>
      );
  }
}
