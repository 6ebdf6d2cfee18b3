import { Badge, IndexTable, Link, Text } from "@shopify/polaris";
import { languageName } from "~/modules/review/filter-words";
import type { ChatRow } from "~/modules/support-chat/staff-chat";
import { CHAT_STATE } from "./chat-words";
import { MarkedText } from "./marked-text";
import { PhoneTable } from "./phone-table";
import { RelativeTime } from "./relative-time";

/** Chats with staff; a row leads to the chat. */
export function ChatTable({ rows, loading }: { rows: readonly ChatRow[]; loading: boolean }) {
  return (
    <PhoneTable>
      <IndexTable
        resourceName={{ singular: "chat", plural: "chats" }}
        itemCount={rows.length}
        selectable={false}
        loading={loading}
        headings={[
          { title: "Last message" },
          { title: "State" },
          { title: "Since" },
          { title: "Who has it" },
          { title: "Language" },
        ]}
      >
        {rows.map((row, index) => (
          <Row key={row.id} row={row} index={index} />
        ))}
      </IndexTable>
    </PhoneTable>
  );
}

function Row({ row, index }: { row: ChatRow; index: number }) {
  const { label, tone } = CHAT_STATE[row.state];
  return (
    <IndexTable.Row id={row.id} position={index}>
      <IndexTable.Cell>
        <div className="chat-begins">
          <Link url={`/app/chats/${row.id}`} dataPrimaryLink removeUnderline>
            {row.says === null ? "No message yet" : <MarkedText text={row.says} look="said" />}
          </Link>
        </div>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Badge {...(tone ? { tone } : {})}>{label}</Badge>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <span className="phone-only">Since </span>
        <RelativeTime date={row.since} />
      </IndexTable.Cell>
      <IndexTable.Cell className={row.takenBy ? "" : "desk-only"}>
        <span className="phone-only">With </span>
        {row.takenBy?.name ?? (
          <Text as="span" tone="subdued">
            Nobody yet
          </Text>
        )}
      </IndexTable.Cell>
      <IndexTable.Cell>{languageName(row.language)}</IndexTable.Cell>
    </IndexTable.Row>
  );
}
