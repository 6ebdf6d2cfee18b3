import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Modal, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";

export type RequestKind = "copy" | "erase";

type Props = { readonly kind: RequestKind | null; readonly onClose: () => void };

export type RequestAnswer = { readonly problem: string | null };

/** For a customer who asked the merchant, not Shopify: a copy of their data, or its erasure. */
export function CustomerRequestModal({ kind, onClose }: Props) {
  const fetcher = useFetcher<RequestAnswer>();
  const shopify = useAppBridge();
  const [customer, setCustomer] = useState("");
  const [confirm, setConfirm] = useState("");
  const isErasure = kind === "erase";
  const { data, state } = fetcher;

  useEffect(() => {
    if (state !== "idle" || data?.problem !== null) return;
    shopify.toast.show("Request received");
    onClose();
  }, [data, state, shopify, onClose]);

  const send = () =>
    void fetcher.submit(
      { kind: kind ?? "copy", customer, ...(isErasure ? { confirm } : {}) },
      { method: "post", action: "/app/privacy/requests" },
    );
  return (
    <Modal
      open={kind !== null}
      onClose={onClose}
      title={isErasure ? "Erase a customer’s data" : "Prepare a copy of a customer’s data"}
      primaryAction={{
        content: isErasure ? "Erase for good" : "Prepare copy",
        destructive: isErasure,
        loading: state !== "idle",
        disabled: customer.trim() === "" || (isErasure && confirm.trim().toLowerCase() !== "erase"),
        onAction: send,
      }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          {data?.problem ? (
            <Banner tone="critical" title="The request was not received">
              <p>{data.problem}</p>
            </Banner>
          ) : null}
          <Text as="p">
            {isErasure
              ? "All conversations under this customer number are deleted and their keys destroyed, so that no log of model calls can show them again. Copies that were prepared go too. It cannot be undone."
              : "Everything that is kept under this customer number is put together, as a page to read and as JSON. It appears in the list, ready to download, within a minute."}
          </Text>
          <TextField
            label="Customer number"
            helpText="The digits at the end of the address of the customer’s page in Shopify."
            value={customer}
            onChange={setCustomer}
            autoComplete="off"
            inputMode="numeric"
            maxLength={60}
          />
          {isErasure ? (
            <TextField label="Type “erase” to confirm" value={confirm} onChange={setConfirm} autoComplete="off" />
          ) : null}
          <Text as="p" tone="subdued">
            Chats while not logged in carry no customer number and are not found this way. “Find a chat to erase” finds
            them by what was said; else they go when their time is over.
          </Text>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
