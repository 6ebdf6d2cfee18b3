import { BlockStack, Box, Card, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import picture from "./empty-shelf.svg?url";

type Props = { heading: string; children: ReactNode; action?: ReactNode };

/** Nothing here yet: what will be here, and the way to it. */
export function EmptyPage({ heading, children, action }: Props) {
  return (
    <Card>
      <Box paddingBlock="800">
        <BlockStack gap="300" align="center" inlineAlign="center">
          <img src={picture} alt="" width={160} height={110} />
          <Text as="h2" variant="headingMd" alignment="center">
            {heading}
          </Text>
          <Box maxWidth="44ch">
            <Text as="p" tone="subdued" alignment="center">
              {children}
            </Text>
          </Box>
          {action}
        </BlockStack>
      </Box>
    </Card>
  );
}
