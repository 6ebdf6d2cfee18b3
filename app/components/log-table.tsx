import { Badge, IndexTable, InlineStack, Link } from "@shopify/polaris";
import { JUDGEMENT, languageName } from "~/modules/review/filter-words";
import { formatDuration, OUTCOME, PURPOSE } from "~/modules/review/log-words";
import type { LogRow } from "~/modules/review/list-log.server";
import { NumberCell } from "./number-cell";
import { PhoneTable } from "./phone-table";
import { RelativeTime } from "./relative-time";

const NUMBER = new Intl.NumberFormat("en");

/** Calls, newest first; a row leads to the call. */
export function LogTable({ rows, loading }: { rows: readonly LogRow[]; loading: boolean }) {
  return (
    <PhoneTable without={[4, 5, 6, 7, 8]}>
      <IndexTable
        resourceName={{ singular: "call", plural: "calls" }}
        itemCount={rows.length}
        selectable={false}
        loading={loading}
        headings={[
          { title: "Time" },
          { title: "Feature" },
          { title: "Outcome" },
          { title: "Language" },
          { title: "Model" },
          { title: "Tokens", alignment: "end" },
          { title: "First token", alignment: "end" },
          { title: "Total", alignment: "end" },
        ]}
      >
        {rows.map((row, index) => (
          <Row key={row.id} row={row} index={index} />
        ))}
      </IndexTable>
    </PhoneTable>
  );
}

function Row({ row, index }: { row: LogRow; index: number }) {
  const { promptTokens, completionTokens } = row;
  return (
    <IndexTable.Row id={row.id} position={index}>
      <IndexTable.Cell>
        <Link url={`/app/logs/${row.id}`} dataPrimaryLink removeUnderline>
          <RelativeTime date={row.createdAt} />
        </Link>
      </IndexTable.Cell>
      <IndexTable.Cell>{PURPOSE[row.purpose] ?? row.purpose}</IndexTable.Cell>
      <IndexTable.Cell>
        <CallBadges call={row} judgement={row.judgement} />
      </IndexTable.Cell>
      <IndexTable.Cell>{row.language === null ? "–" : languageName(row.language)}</IndexTable.Cell>
      <IndexTable.Cell>
        <span className="model-name" title={row.model}>
          {row.model}
        </span>
      </IndexTable.Cell>
      <NumberCell
        text={promptTokens === null ? "–" : `${NUMBER.format(promptTokens)} + ${NUMBER.format(completionTokens ?? 0)}`}
      />
      <NumberCell text={formatDuration(row.firstTokenMs)} />
      <NumberCell text={formatDuration(row.totalMs)} />
    </IndexTable.Row>
  );
}

type Badged = { readonly state: string; readonly withheld: boolean };

/** What came of a call, and what staff made of it. */
export function CallBadges({ call, judgement }: { call: Badged; judgement: string | null }) {
  const outcome = OUTCOME[call.state];
  const judged = judgement === null ? undefined : JUDGEMENT[judgement];
  return (
    <InlineStack gap="100">
      {outcome ? <Badge tone={outcome.tone}>{outcome.label}</Badge> : null}
      {call.withheld ? <Badge tone="warning">Sentence withheld</Badge> : null}
      {judged ? <Badge tone={judged.tone}>{`Judged ${judged.label.toLowerCase()}`}</Badge> : null}
    </InlineStack>
  );
}
