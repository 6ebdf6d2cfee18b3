import { BlockStack, Button, Card, Text } from "@shopify/polaris";
import { languageName } from "~/modules/review/filter-words";
import type { ChatAction, StaffChat } from "~/modules/support-chat/staff-chat";
import { holderWords, isHeldBy } from "./chat-words";
import { RelativeTime } from "./relative-time";

type Props = {
  readonly chat: StaffChat;
  readonly me: string;
  readonly busy: ChatAction["intent"] | null;
  readonly mayAnswer: boolean;
  readonly leave: (intent: "give_back" | "close") => Promise<void>;
};

const STATE_WORDS = {
  waiting: "The assistant still answers until somebody takes the chat over.",
  human: "The assistant says nothing while a person has the chat.",
  closed: "It opens again, for the assistant, when the shopper writes.",
} as const;

/** How a chat stands, and the ways out of it. */
export function ChatSide({ chat, me, busy, mayAnswer, leave }: Props) {
  const isMine = isHeldBy(chat, me);
  const canLeave = mayAnswer && (isMine || chat.state === "waiting");
  return (
    <Card>
      <BlockStack gap="400">
        <dl className="facts">
          <Fact name={chat.state === "waiting" ? "Waiting since" : chat.state === "human" ? "Taken over" : "Closed"}>
            <RelativeTime date={chat.since} />
          </Fact>
          <Fact name="Who has it">{holderWords(chat, me)}</Fact>
          <Fact name="Shopper">{chat.isGuest ? "A guest" : "A customer who is logged in"}</Fact>
          <Fact name="Language">{languageName(chat.language)}</Fact>
          <Fact name="Began">
            <RelativeTime date={chat.startedAt} />
          </Fact>
        </dl>
        <Text as="p" tone="subdued">
          {STATE_WORDS[chat.state]}
        </Text>
        {chat.isMasked ? (
          <Text as="p" tone="subdued">
            Personal data is masked: your role reads chats and does not answer them.
          </Text>
        ) : null}
        {canLeave ? (
          <BlockStack gap="200">
            <Button loading={busy === "give_back"} disabled={busy !== null} onClick={() => void leave("give_back")}>
              {isMine ? "Give back to the assistant" : "Leave it to the assistant"}
            </Button>
            <Button loading={busy === "close"} disabled={busy !== null} onClick={() => void leave("close")}>
              Close chat
            </Button>
          </BlockStack>
        ) : null}
      </BlockStack>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <Text as="dt" tone="subdued" variant="bodySm">
        {name}
      </Text>
      <dd>{children}</dd>
    </div>
  );
}
