import { useFetcher } from "@remix-run/react";
import { SaveBar, useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import {
  DATA_CLASSES,
  DATA_CLASS_NAMES,
  mapClasses,
  type DataClass,
  type DueData,
} from "~/modules/privacy/data-classes";
import type { RetentionStatus } from "~/modules/privacy/get-retention.server";
import { RetentionConfirm } from "./retention-confirm";
import { RetentionRunInfo } from "./retention-run-info";
import { RetentionRunNow } from "./retention-run-now";
import { SettingsCard } from "./settings-card";
import { useMay } from "./use-staff";

const SAVE_BAR = "retention-save-bar";
const ACTION = "/app/privacy/retention";

type SavedRetention = { readonly problem: string | null };
type DaysPreview = { readonly problem: string | null; readonly due: readonly DueData[] };

/** How long each kind of data is kept; a change is saved after it was shown what it would delete. */
export function RetentionCard({ retention }: { retention: RetentionStatus }) {
  const mayManage = useMay("privacy.manage");
  const { values, setValue, changed, problem, asking, preview, confirm, cancel, discard, busy } =
    useRetention(retention);
  return (
    <SettingsCard
      title="How long data is kept"
      description="What is older is deleted every night, and its keys are destroyed. The audit log itself is kept by the operator’s rule."
      action={mayManage ? <RetentionRunNow retention={retention} /> : null}
    >
      <SaveBar id={SAVE_BAR}>
        <button variant="primary" onClick={preview} {...(busy ? { loading: "" } : {})}>
          Save
        </button>
        <button onClick={discard}>Discard</button>
      </SaveBar>
      <BlockStack gap="400">
        {problem ? (
          <Banner tone="critical" title="The days were not saved">
            <p>{problem}</p>
          </Banner>
        ) : null}
        <RetentionRunInfo retention={retention} />
        <div className="retention-fields">
          {DATA_CLASS_NAMES.map((name) => (
            <DaysField
              key={name}
              name={name}
              value={values[name]}
              disabled={!mayManage}
              onChange={(value) => setValue(name, value)}
            />
          ))}
        </div>
      </BlockStack>
      <RetentionConfirm
        title="Keep data for these times?"
        intro="The next run would delete:"
        nothing="Nothing that is kept now is older. The next run would delete nothing."
        due={changed ? asking : null}
        confirmLabel="Save"
        busy={busy}
        onConfirm={confirm}
        onClose={cancel}
      />
    </SettingsCard>
  );
}

type FieldProps = {
  readonly name: DataClass;
  readonly value: string;
  readonly disabled: boolean;
  readonly onChange: (value: string) => void;
};

function DaysField({ name, value, disabled, onChange }: FieldProps) {
  const { label, help, minDays, maxDays } = DATA_CLASSES[name];
  const days = Number(value);
  const wrong = !Number.isInteger(days) || days < minDays || days > maxDays;
  return (
    <TextField
      label={label}
      helpText={`${help} ${minDays} to ${maxDays.toLocaleString("en")} days.`}
      type="number"
      min={minDays}
      max={maxDays}
      suffix="days"
      align="right"
      autoComplete="off"
      disabled={disabled}
      value={value}
      onChange={onChange}
      {...(wrong ? { error: `Write ${minDays} to ${maxDays.toLocaleString("en")}` } : {})}
    />
  );
}

function useRetention({ days }: RetentionStatus) {
  const saved = mapClasses((name) => String(days[name]));
  const savedText = JSON.stringify(saved);
  const [values, setValues] = useState(saved);
  const [answered, setAnswered] = useState<DaysPreview>();
  const save = useFetcher<SavedRetention>();
  const look = useFetcher<DaysPreview>();
  const shopify = useAppBridge();
  const changed = JSON.stringify(values) !== savedText;

  useEffect(() => {
    void (changed ? shopify.saveBar.show(SAVE_BAR) : shopify.saveBar.hide(SAVE_BAR));
  }, [changed, shopify]);
  useEffect(() => {
    if (save.data?.problem === null) shopify.toast.show("Saved");
  }, [save.data, shopify]);
  const asks = look.data?.problem === null && look.data !== answered;

  return {
    values,
    changed,
    asking: asks ? (look.data?.due ?? null) : null,
    setValue: (name: DataClass, value: string) => setValues((old) => ({ ...old, [name]: value })),
    problem: look.data?.problem ?? save.data?.problem ?? null,
    busy: save.state !== "idle" || look.state !== "idle",
    preview: () => void look.submit(values, { method: "post", action: `${ACTION}/preview` }),
    confirm: () => {
      setAnswered(look.data);
      void save.submit(values, { method: "post", action: ACTION });
    },
    cancel: () => setAnswered(look.data),
    discard: () => setValues(saved),
  };
}
