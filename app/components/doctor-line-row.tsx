import { BlockStack, Text } from "@shopify/polaris";
import type { DoctorLine } from "~/modules/inference/doctor/doctor-report";
import { DoctorIcon } from "./doctor-icon";

/** One line of a check. One that needs a decision says why it matters and what to do. */
export function DoctorLineRow({ line }: { line: DoctorLine }) {
  const { title, result, detail, why, fix, example } = line;
  return (
    <div className="doctor-line" data-check={line.id} data-result={result}>
      <DoctorIcon result={result} />
      <BlockStack gap="150">
        <BlockStack gap="050">
          <Text as="h3" variant="headingSm">
            {title}
          </Text>
          <Text as="p" breakWord tone={result === "pass" ? "subdued" : "base"}>
            {detail}
          </Text>
        </BlockStack>
        {result === "pass" || result === "unknown" ? null : (
          <dl className="doctor-advice">
            <dt>Why it matters</dt>
            <dd>{why}</dd>
            {fix === null ? null : (
              <>
                <dt>What to do</dt>
                <dd>{fix}</dd>
              </>
            )}
          </dl>
        )}
        {example === null ? null : (
          <details>
            <summary>Show an example for nginx</summary>
            {/* Scrolls sideways, so the keyboard has to reach it. */}
            {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrollable region must be focusable (axe: scrollable-region-focusable) */}
            <pre className="doctor-example" tabIndex={0} aria-label="Example configuration" role="region">
              {example}
            </pre>
          </details>
        )}
      </BlockStack>
    </div>
  );
}
