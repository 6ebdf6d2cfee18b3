import { InlineStack, Link, Text } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import type { StaffChat, StaffMessage } from "~/modules/support-chat/staff-chat";
import { MarkedText } from "./marked-text";
import { RelativeTime } from "./relative-time";

/** Nearer to the end than this, the reader follows the conversation. */
const FOLLOW_PX = 80;

/** What was said: the shopper on the right, the assistant and staff on the left. */
export function ChatTranscript({ chat }: { chat: StaffChat }) {
  const { ref, onScroll } = useFollow(chat.messages.length);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a part that scrolls must be reachable by key (axe: scrollable-region-focusable)
    <div className="chat-log" role="region" aria-label="What was said" tabIndex={0} ref={ref} onScroll={onScroll}>
      {chat.hasEarlier ? (
        <Text as="p" tone="subdued" variant="bodySm">
          Earlier messages are not shown.
        </Text>
      ) : null}
      <ol className="turns chat-turns">
        {chat.messages.map((message) => (
          <Message key={message.id} message={message} isMasked={chat.isMasked} />
        ))}
      </ol>
    </div>
  );
}

const ENDED: Readonly<Record<string, string>> = {
  cut: "This answer was cut off.",
  failed: "This answer failed.",
  withheld: "A part that the shop’s pages do not confirm was left out.",
};

function Message({ message, isMasked }: { message: StaffMessage; isMasked: boolean }) {
  const ended = ENDED[message.status];
  return (
    <li data-author={message.author}>
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" fontWeight="medium" variant="bodySm">
          {authorName(message)}
        </Text>
        <Text as="span" tone="subdued" variant="bodySm">
          <RelativeTime date={message.createdAt} />
        </Text>
      </InlineStack>
      {isMasked ? <MarkedText text={message.text} look="said" /> : <div className="as-said">{message.text}</div>}
      {message.sources.length > 0 ? (
        <ul className="chat-sources">
          {message.sources.map(({ id, title, url }) => (
            <li key={id}>
              [{id}]{" "}
              <Link url={url} target="_blank">
                {title}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      {message.shown.length > 0 ? (
        <Text as="p" tone="subdued" variant="bodySm">
          Shown with it: {message.shown.join(", ")}
        </Text>
      ) : null}
      {ended ? (
        <Text as="p" tone="subdued" variant="bodySm">
          {ended}
        </Text>
      ) : null}
    </li>
  );
}

function authorName({ author, writer }: StaffMessage): string {
  if (author === "shopper") return "Shopper";
  return author === "assistant" ? "Assistant" : (writer ?? "Shop");
}

/** Stays at the end while the reader is there; who reads further up is left where they are. */
function useFollow(count: number) {
  const ref = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    if (isAtEnd.current) ref.current?.scrollTo({ top: ref.current.scrollHeight });
  }, [count]);
  const onScroll = () => {
    const log = ref.current;
    if (log) isAtEnd.current = log.scrollHeight - log.clientHeight - log.scrollTop < FOLLOW_PX;
  };
  return { ref, onScroll };
}
