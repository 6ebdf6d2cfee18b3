import { Badge, BlockStack, Box, Card, IndexTable, Link, Text } from "@shopify/polaris";
import type { DeletedChats } from "~/modules/privacy/count-deleted-chats.server";
import { dayWords } from "./day-words";
import { NumberCell } from "./number-cell";
import { PhoneTable } from "./phone-table";

export const DELETED_URL = "/app/privacy/deleted";

type Props = { readonly days: readonly DeletedChats[]; readonly hasOlder: boolean };

/** How many shoppers deleted their own chat, by day; the requests themselves are a page away. */
export function DeletedChatsCard({ days, hasOlder }: Props) {
  if (days.length === 0 && !hasOlder) return null;
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Chats that shoppers deleted
          </Text>
          <Text as="p" tone="subdued">
            With “Delete this chat”, erased at once. Nothing has to be done about them. Days are in UTC.{" "}
            <Link url={DELETED_URL}>See all of them</Link>
          </Text>
        </BlockStack>
      </Box>
      {days.length === 0 ? null : <Days days={days} />}
    </Card>
  );
}

function Days({ days }: Pick<Props, "days">) {
  return (
    <PhoneTable>
      <IndexTable
        resourceName={{ singular: "day", plural: "days" }}
        itemCount={days.length}
        selectable={false}
        headings={[{ title: "Day" }, { title: "State" }, { title: "Chats", alignment: "end" }]}
      >
        {days.map(({ day, count, waiting }, position) => (
          <IndexTable.Row key={day} id={day} position={position}>
            <IndexTable.Cell>
              <Link url={`${DELETED_URL}?day=${day}`}>{dayWords(day)}</Link>
            </IndexTable.Cell>
            <IndexTable.Cell>
              {waiting === 0 ? (
                <Badge tone="success">Done</Badge>
              ) : (
                <Badge tone="warning">{`${waiting.toLocaleString("en")} not done yet`}</Badge>
              )}
            </IndexTable.Cell>
            <NumberCell label="Chats:" text={count.toLocaleString("en")} />
          </IndexTable.Row>
        ))}
      </IndexTable>
    </PhoneTable>
  );
}
