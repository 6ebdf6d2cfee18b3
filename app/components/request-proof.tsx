import { useAppBridge } from "@shopify/app-bridge-react";
import { Button, InlineStack, Text } from "@shopify/polaris";
import { ClipboardIcon } from "@shopify/polaris-icons";

const SHOWN_DIGITS = 12;

/** The event of the audit log that records the end of a request, to be copied and compared. */
export function RequestProof({ proof: { seq, hash } }: { proof: { readonly seq: string; readonly hash: string } }) {
  const shopify = useAppBridge();
  const copy = async () => {
    const copied = await navigator.clipboard.writeText(`event ${seq} sha256 ${hash}`).then(
      () => true,
      () => false,
    );
    shopify.toast.show(copied ? "Proof copied" : "The browser did not allow copying", { isError: !copied });
  };
  return (
    <InlineStack gap="100" blockAlign="center" wrap={false}>
      <Text as="span" tone="subdued" variant="bodySm">
        Audit event {Number(seq).toLocaleString("en")} · <code title={hash}>{hash.slice(0, SHOWN_DIGITS)}…</code>
      </Text>
      <Button
        size="micro"
        variant="tertiary"
        icon={ClipboardIcon}
        accessibilityLabel={`Copy the proof of event ${seq}`}
        onClick={() => void copy()}
      />
    </InlineStack>
  );
}
