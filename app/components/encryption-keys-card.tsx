import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, InlineStack, Modal, ProgressBar, Text } from "@shopify/polaris";
import { useEffect, useState, type ReactNode } from "react";
import { RelativeTime } from "./relative-time";
import { useMay } from "./use-staff";
import { SettingsCard } from "./settings-card";
import type { KeyStatus, RotationStatus } from "~/modules/keys/key-status";

const ACTION = "/app/settings/keys";
const POLL_MS = 3_000;

/** Which keys protect the shop's data, how old they are, and a button that replaces them. */
export function EncryptionKeysCard({ initial }: { initial: KeyStatus }) {
  const { status, isBusy, rotate } = useKeyStatus(initial);
  const [asking, setAsking] = useState(false);
  const mayRotate = useMay("keys.rotate");
  const running = status.rotation?.state === "running";
  return (
    <SettingsCard
      title="Encryption keys"
      description="Messages, prompts, answers and access tokens are stored encrypted, each conversation under a key of its own."
      action={
        mayRotate ? (
          <Button onClick={() => setAsking(true)} disabled={running && !status.rotation?.problem} loading={isBusy}>
            {running && status.rotation?.problem ? "Try again" : "Replace keys"}
          </Button>
        ) : null
      }
    >
      <BlockStack gap="300">
        <Facts status={status} />
        {status.rotation ? <Rotation rotation={status.rotation} /> : null}
      </BlockStack>
      <ConfirmRotation
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          rotate();
        }}
      />
    </SettingsCard>
  );
}

function useKeyStatus(initial: KeyStatus) {
  const fetcher = useFetcher<KeyStatus>();
  const status = fetcher.data ?? initial;
  const running = status.rotation?.state === "running";
  const { load, state } = fetcher;
  useEffect(() => {
    if (!running || state !== "idle") return;
    const timer = setTimeout(() => load(ACTION), POLL_MS);
    return () => clearTimeout(timer);
  }, [running, state, load]);
  return {
    status,
    isBusy: state === "submitting",
    rotate: () => fetcher.submit(null, { method: "post", action: ACTION }),
  };
}

function Facts({ status }: { status: KeyStatus }) {
  const { provider, shopKeySince, oldestKeySince, liveKeys } = status;
  return (
    <InlineStack gap="800">
      <Fact label="Master key">{provider}</Fact>
      <Fact label="Keys in use">{liveKeys.toLocaleString("en")}</Fact>
      <Fact label="Shop’s key made">
        {shopKeySince ? <RelativeTime date={shopKeySince} /> : "With the first value"}
      </Fact>
      <Fact label="Oldest key made">{oldestKeySince ? <RelativeTime date={oldestKeySince} /> : "None yet"}</Fact>
    </InlineStack>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <BlockStack gap="050">
      <Text as="span" tone="subdued">
        {label}
      </Text>
      <Text as="span">{children}</Text>
    </BlockStack>
  );
}

function Rotation({ rotation }: { rotation: RotationStatus }) {
  const { state, percent, finishedAt, valuesChanged, problem } = rotation;
  if (state === "done") {
    return (
      <Text as="p" tone="subdued">
        Last replaced {finishedAt ? <RelativeTime date={finishedAt} /> : null}:{" "}
        {wordsFor(rotation.scope, valuesChanged)}.
      </Text>
    );
  }
  return (
    <BlockStack gap="200">
      <Text as="p" id="rotation-words">
        {percent < 95
          ? `Replacing keys: ${valuesChanged.toLocaleString("en")} values are encrypted anew so far. The app can be used meanwhile.`
          : "Everything is encrypted anew. The old keys are deleted in a minute or two, after one more look for late writes."}
      </Text>
      <ProgressBar progress={percent} size="small" ariaLabelledBy="rotation-words" />
      {problem ? (
        <Banner tone="warning" title="The replacement is waiting">
          <p>{problem} It is tried again by itself.</p>
        </Banner>
      ) : null}
    </BlockStack>
  );
}

function wordsFor(scope: RotationStatus["scope"], values: number): string {
  if (scope === "master") return "a new master key wraps the shop’s keys";
  return `${values.toLocaleString("en")} values were encrypted anew and the old keys deleted`;
}

type ConfirmProps = { readonly open: boolean; readonly onClose: () => void; readonly onConfirm: () => void };

function ConfirmRotation({ open, onClose, onConfirm }: ConfirmProps) {
  return (
    <Modal
      open={open}
      onClose={onClose}
      title="Replace all encryption keys?"
      primaryAction={{ content: "Replace keys", onAction: onConfirm }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <Text as="p">
          Everything that this shop has stored is encrypted anew under new keys, in the background. Chat and product
          copy go on meanwhile. The old keys are deleted at the end, and the audit log records it.
        </Text>
      </Modal.Section>
    </Modal>
  );
}
