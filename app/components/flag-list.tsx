import { Banner, BlockStack, Checkbox, List } from "@shopify/polaris";
import { useEffect, useRef, type ComponentRef } from "react";
import type { CopyFlag } from "~/modules/product-copy/claims";

type Props = {
  flags: readonly CopyFlag[];
  confirmed: boolean;
  onConfirm: (confirmed: boolean) => void;
  /** Staff tried to publish without confirming. */
  isMissing: boolean;
};

/** Claims of an edited text that the facts do not support: staff take them back or stand by them. */
export function FlagList({ flags, confirmed, onConfirm, isMissing }: Props) {
  const box = useRef<ComponentRef<typeof Checkbox>>(null);
  useEffect(() => {
    if (isMissing) box.current?.focus();
  }, [isMissing]);
  if (flags.length === 0) return null;
  const title =
    flags.length === 1 ? "Check 1 claim before you publish" : `Check ${flags.length} claims before you publish`;
  return (
    <Banner tone="warning" title={title}>
      <BlockStack gap="200">
        <List>
          {flags.map((flag) => (
            <List.Item key={`${flag.kind}-${flag.start}`}>
              “{flag.span}”: {flag.reason}.
            </List.Item>
          ))}
        </List>
        <Checkbox
          ref={box}
          label="I have checked these claims, and they are true"
          checked={confirmed}
          onChange={onConfirm}
          {...(isMissing && !confirmed ? { error: "Tick this to publish, or change the text." } : {})}
        />
      </BlockStack>
    </Banner>
  );
}
