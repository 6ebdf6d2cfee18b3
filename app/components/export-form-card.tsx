import { BlockStack, Button, Card, Checkbox, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { EXPORT_DAYS, MAX_EXPORT_ROWS, MIN_REASON_CHARS, type ExportFormat } from "~/modules/review/call-export";
import { NO_PERSONAL_DATA } from "./replaced-words";
import { useMay } from "./use-staff";

export type ExportInput = {
  readonly format: ExportFormat;
  readonly reason: string;
  readonly hasPersonalData: "yes" | "no";
};

type Props = {
  /** Which calls, in words. */
  readonly filters: string;
  readonly isBusy: boolean;
  readonly onSubmit: (input: ExportInput) => void;
};

/** Asks for a file of calls. */
export function ExportFormCard({ filters, isBusy, onSubmit }: Props) {
  const [format, setFormat] = useState<ExportFormat>("jsonl");
  const [isPersonal, setPersonal] = useState(false);
  const [reason, setReason] = useState("");
  const isIncomplete = isPersonal && reason.trim().length < MIN_REASON_CHARS;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm">
            New export
          </Text>
          <Text as="p">{filters}</Text>
        </BlockStack>
        <FormLayout>
          <Select
            label="Format"
            options={[
              { label: "JSON lines, for programs", value: "jsonl" },
              { label: "CSV, for spreadsheets", value: "csv" },
            ]}
            value={format}
            onChange={(value) => setFormat(value === "csv" ? "csv" : "jsonl")}
          />
          <PersonalDataFields isWanted={isPersonal} onWant={setPersonal} reason={reason} onReason={setReason} />
        </FormLayout>
        <BlockStack gap="200" inlineAlign="start">
          <Button
            variant="primary"
            loading={isBusy}
            disabled={isIncomplete}
            onClick={() =>
              onSubmit({ format, reason: isPersonal ? reason : "", hasPersonalData: isPersonal ? "yes" : "no" })
            }
          >
            Export
          </Button>
          <Text as="p" tone="subdued" variant="bodySm">
            At most {MAX_EXPORT_ROWS.toLocaleString("en")} calls. The file is kept encrypted for {EXPORT_DAYS} days. Who
            asked for it and who downloaded it is in the audit log.
          </Text>
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

type PersonalProps = {
  readonly isWanted: boolean;
  readonly onWant: (isWanted: boolean) => void;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
};

/** Whether the file holds personal data, and why; offered to who may reveal it. */
function PersonalDataFields({ isWanted, onWant, reason, onReason }: PersonalProps) {
  const mayReveal = useMay("logs.reveal");
  return (
    <>
      {mayReveal ? (
        <Checkbox
          label="With the personal data that readers saw"
          helpText="Otherwise it holds placeholders, as they were sent to the model."
          checked={isWanted}
          onChange={onWant}
        />
      ) : (
        <Text as="p" tone="subdued">
          It holds placeholders instead of personal data, as they were sent to the model.
        </Text>
      )}
      {isWanted ? (
        <TextField
          label="Why the file needs it"
          value={reason}
          onChange={onReason}
          maxLength={500}
          helpText={`At least ${MIN_REASON_CHARS} characters. Kept with the export, encrypted. ${NO_PERSONAL_DATA}`}
          autoComplete="off"
          multiline={2}
        />
      ) : null}
    </>
  );
}
