import { BlockStack, Box, Card, InlineStack, ProgressBar, SkeletonBodyText, Text } from "@shopify/polaris";
import { RESULTS_WORST_FIRST, type DoctorLine, type DoctorReport } from "~/modules/inference/doctor/doctor-report";
import { DoctorLineRow } from "./doctor-line-row";
import { summarise } from "./model-words";
import type { Doctor } from "./use-doctor";

const HEADING = "Connection check";

/** What the doctor found: the last time, or as it finds it. */
export function DoctorCard({ doctor, last }: { doctor: Doctor; last: DoctorReport | null }) {
  if (!doctor.running && last === null) return <NeverChecked />;
  const lines = doctor.running ? doctor.lines : worstFirst(last?.lines ?? []);
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="200">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h2" variant="headingMd">
              {HEADING}
            </Text>
            <span role="status">
              <Text as="span" tone="subdued">
                {doctor.running ? progressWords(doctor) : last === null ? "" : summarise(last)}
              </Text>
            </span>
          </InlineStack>
          {doctor.running ? <Progress doctor={doctor} /> : null}
        </BlockStack>
      </Box>
      <ul className="plain-list" style={{ gap: 0 }}>
        {lines.map((line) => (
          <li key={line.id}>
            <DoctorLineRow line={line} />
          </li>
        ))}
        {doctor.running && doctor.current !== null ? (
          <li className="doctor-line" aria-busy="true">
            <span className="doctor-waiting" aria-hidden="true" />
            <BlockStack gap="200">
              <Text as="h3" variant="headingSm">
                {doctor.current.title}
              </Text>
              <SkeletonBodyText lines={1} />
            </BlockStack>
          </li>
        ) : null}
      </ul>
    </Card>
  );
}

/** While it runs lines come in their order; once it has ended, what needs a decision stands on top. */
function worstFirst(lines: readonly DoctorLine[]): DoctorLine[] {
  return RESULTS_WORST_FIRST.flatMap((result) => lines.filter((line) => line.result === result));
}

function progressWords({ current, lines }: Doctor): string {
  return current === null ? "Starting" : `${lines.length} of ${current.of}`;
}

function Progress({ doctor: { current, lines } }: { doctor: Doctor }) {
  return (
    <>
      <ProgressBar
        progress={current === null ? 0 : Math.floor((lines.length / current.of) * 100)}
        size="small"
        tone="primary"
        ariaLabelledBy="doctor-progress"
      />
      <span id="doctor-progress" hidden>
        Checks done
      </span>
    </>
  );
}

function NeverChecked() {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {HEADING}
        </Text>
        <Text as="p" tone="subdued">
          This server was not checked since it was entered or changed. A check takes less than a minute, asks the model
          a few questions of its own, and sends nothing of your shop.
        </Text>
      </BlockStack>
    </Card>
  );
}
