import { Badge, BlockStack, Button, IndexTable, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { MAX_EXPORT_BYTES, MAX_EXPORT_ROWS, type ExportStatus } from "~/modules/review/call-export";
import { formatBytes } from "~/modules/review/log-words";
import { NumberCell } from "./number-cell";
import { PhoneTable } from "./phone-table";
import { RelativeTime } from "./relative-time";

type Props = {
  readonly exports: readonly ExportStatus[];
  readonly onDownload: (id: string) => void;
  readonly onEnd: (id: string) => void;
};

/** The shop's exports: how far each is, and its file. */
export function ExportsTable({ exports, onDownload, onEnd }: Props) {
  return (
    <PhoneTable>
      <IndexTable
        resourceName={{ singular: "export", plural: "exports" }}
        itemCount={exports.length}
        selectable={false}
        headings={[
          { title: "Asked for" },
          { title: "Content" },
          { title: "State" },
          { title: "Calls", alignment: "end" },
          { title: "Size", alignment: "end" },
          { title: "Actions", alignment: "end" },
        ]}
      >
        {exports.map((each, position) => (
          <IndexTable.Row key={each.id} id={each.id} position={position}>
            <IndexTable.Cell>
              <RelativeTime date={each.createdAt} />
              <Text as="p" tone="subdued" variant="bodySm">
                {each.createdBy}
              </Text>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <InlineStack gap="100">
                <Badge>{each.format === "csv" ? "CSV" : "JSON lines"}</Badge>
                {each.hasPersonalData ? <Badge tone="attention">Personal data</Badge> : null}
              </InlineStack>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <State each={each} />
            </IndexTable.Cell>
            <NumberCell text={hasFile(each) ? each.rowsDone.toLocaleString("en") : "–"} label="Calls:" />
            <NumberCell text={hasFile(each) ? formatBytes(each.bytes) : "–"} label="Size:" />
            <IndexTable.Cell>
              <Actions each={each} onDownload={onDownload} onEnd={onEnd} />
            </IndexTable.Cell>
          </IndexTable.Row>
        ))}
      </IndexTable>
    </PhoneTable>
  );
}

/** Of one that was deleted, nothing is left to be counted. */
const hasFile = ({ state }: ExportStatus) => state === "running" || state === "ready";

/** In UTC, so that server and browser write the same. */
const DAY = new Intl.DateTimeFormat("en", { day: "numeric", month: "long", timeZone: "UTC" });

/** Whole, because a screen reader says it. */
const percentOf = ({ rowsDone, total }: ExportStatus) =>
  total === 0 ? 0 : Math.min(100, Math.floor((rowsDone / total) * 100));

const ENDED: Readonly<Record<string, string>> = {
  cancelled: "Deleted",
  expired: "Expired",
  erased: "Deleted: a person in it was erased",
};

function State({ each }: { each: ExportStatus }) {
  const labelId = `export-${each.id}`;
  if (each.state === "running")
    return (
      <BlockStack gap="100">
        <Text as="span" id={labelId}>
          {each.rowsDone.toLocaleString("en")} of {each.total.toLocaleString("en")}
        </Text>
        <ProgressBar progress={percentOf(each)} size="small" ariaLabelledBy={labelId} />
        {each.problem ? (
          <Text as="span" tone="caution" variant="bodySm">
            {each.problem} It is tried again.
          </Text>
        ) : null}
      </BlockStack>
    );
  if (each.state !== "ready")
    return (
      <Text as="span" tone="subdued">
        {ENDED[each.state] ?? each.state}
      </Text>
    );
  return (
    <BlockStack gap="050">
      <Text as="span">Ready, kept until {DAY.format(new Date(each.expiresAt))}</Text>
      {each.erasedRows > 0 ? (
        <Text as="span" tone="subdued" variant="bodySm">
          {each.erasedRows} of them erased, and marked so
        </Text>
      ) : null}
      {each.cutBy ? (
        <div className="cell-note">
          <Text as="span" tone="caution" variant="bodySm">
            {`Not all: a file holds at most ${each.cutBy === "rows" ? `${MAX_EXPORT_ROWS.toLocaleString("en")} calls` : formatBytes(MAX_EXPORT_BYTES)}. Export the older ones apart, with a filter on the time.`}
          </Text>
        </div>
      ) : null}
    </BlockStack>
  );
}

function Actions({ each, onDownload, onEnd }: { each: ExportStatus } & Pick<Props, "onDownload" | "onEnd">) {
  const isRunning = each.state === "running";
  if (!isRunning && each.state !== "ready") return null;
  return (
    <div className="cell-end">
      <InlineStack gap="300" wrap={false}>
        {isRunning ? null : <Button onClick={() => onDownload(each.id)}>Download</Button>}
        <Button variant="plain" tone="critical" onClick={() => onEnd(each.id)}>
          {isRunning ? "Cancel" : "Delete"}
        </Button>
      </InlineStack>
    </div>
  );
}
