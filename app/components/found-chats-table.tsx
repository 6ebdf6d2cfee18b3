import { Badge, Button, Card, IndexTable, Text } from "@shopify/polaris";
import { EmptyPage } from "./empty-page";
import { MarkedText } from "./marked-text";
import { RelativeTime } from "./relative-time";

type Chat = {
  readonly id: string;
  readonly startedAt: string;
  readonly lastMessageAt: string;
  readonly isGuest: boolean;
  readonly messages: number;
  readonly begins: string;
};

type Props = {
  readonly chats: readonly Chat[];
  /** Ids of those that were erased since. */
  readonly erased: readonly string[];
  readonly onErase: (id: string) => void;
};

/** Chats that hold what was looked for, newest first, personal data masked. */
export function FoundChatsTable({ chats, erased, onErase }: Props) {
  if (chats.length === 0) {
    return (
      <EmptyPage heading="No chat holds these words">
        Try fewer words, or how they may have written it. A chat whose time is over, or that was erased, is not found.
      </EmptyPage>
    );
  }
  return (
    <Card padding="0">
      <IndexTable
        resourceName={{ singular: "chat", plural: "chats" }}
        itemCount={chats.length}
        selectable={false}
        headings={[
          { title: "Begins" },
          { title: "By" },
          { title: "Messages", alignment: "end" },
          { title: "Last message" },
          { title: "Erase", hidden: true },
        ]}
      >
        {chats.map((chat, index) => (
          <IndexTable.Row key={chat.id} id={chat.id} position={index}>
            <IndexTable.Cell>
              <div className="chat-begins">
                <MarkedText text={chat.begins} look="said" />
              </div>
            </IndexTable.Cell>
            <IndexTable.Cell>{chat.isGuest ? "A guest" : "A customer"}</IndexTable.Cell>
            <IndexTable.Cell>
              <Text as="p" alignment="end" numeric>
                {chat.messages}
              </Text>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <RelativeTime date={chat.lastMessageAt} />
            </IndexTable.Cell>
            <IndexTable.Cell>
              {erased.includes(chat.id) ? (
                <Badge>Erased</Badge>
              ) : (
                <Button size="slim" tone="critical" onClick={() => onErase(chat.id)}>
                  Erase
                </Button>
              )}
            </IndexTable.Cell>
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}
