import { BlockStack, IndexTable, Link, Text } from "@shopify/polaris";
import type { ActivityEntry } from "~/modules/review/list-activity.server";
import { PhoneTable } from "./phone-table";
import { ExactTime } from "./relative-time";
import { useMay } from "./use-staff";

/** Who did what, newest first. */
export function ActivityTable({ entries, loading }: { entries: readonly ActivityEntry[]; loading: boolean }) {
  const mayOpen = useMay("logs.view");
  return (
    <PhoneTable without={[4]}>
      <IndexTable
        resourceName={{ singular: "event", plural: "events" }}
        itemCount={entries.length}
        selectable={false}
        loading={loading}
        headings={[{ title: "What" }, { title: "Who" }, { title: "When" }, { title: "Number", alignment: "end" }]}
      >
        {entries.map((entry, index) => (
          <IndexTable.Row key={entry.seq} id={entry.seq} position={index}>
            <IndexTable.Cell>
              <BlockStack gap="050">
                {entry.callId !== null && mayOpen ? (
                  <Link url={`/app/logs/${entry.callId}`} removeUnderline>
                    {entry.what}
                  </Link>
                ) : (
                  <span>{entry.what}</span>
                )}
                {entry.reason === null ? null : (
                  <div className="cell-note">
                    <Text as="span" tone="subdued" variant="bodySm">
                      {entry.reason}
                    </Text>
                  </div>
                )}
              </BlockStack>
            </IndexTable.Cell>
            <IndexTable.Cell>{entry.who}</IndexTable.Cell>
            <IndexTable.Cell>
              <ExactTime date={entry.time} />
            </IndexTable.Cell>
            <IndexTable.Cell>
              <Text as="span" alignment="end" numeric>
                {entry.seq}
              </Text>
            </IndexTable.Cell>
          </IndexTable.Row>
        ))}
      </IndexTable>
    </PhoneTable>
  );
}
