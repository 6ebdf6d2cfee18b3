import { BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import type { OpenedLog } from "~/modules/review/open-log.server";
import { MarkedText } from "./marked-text";
import { RelativeTime } from "./relative-time";

const AUTHORS: Readonly<Record<string, string>> = {
  shopper: "Shopper",
  assistant: "Assistant",
  staff: "Staff",
  system: "Shop",
};

/** What was said around a call, with placeholders in place of personal data. */
export function LogContextCard({ context }: { context: OpenedLog["context"] }) {
  if (context.turns.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Conversation around this call
        </Text>
        <More count={context.before} words="earlier" />
        <ol className="turns">
          {context.turns.map((turn) => (
            <li key={turn.id} data-author={turn.author} data-current={turn.isThis}>
              <InlineStack gap="200" blockAlign="center">
                <Text as="span" fontWeight="medium" variant="bodySm">
                  {AUTHORS[turn.author] ?? turn.author}
                </Text>
                <Text as="span" tone="subdued" variant="bodySm">
                  <RelativeTime date={turn.createdAt} />
                </Text>
                <TurnLink callId={turn.callId} isThis={turn.isThis} />
              </InlineStack>
              {turn.text === null ? (
                <Text as="p" tone="subdued">
                  Not masked, so not shown.
                </Text>
              ) : (
                <MarkedText text={turn.text} look="said" />
              )}
            </li>
          ))}
        </ol>
        <More count={context.after} words="later" />
      </BlockStack>
    </Card>
  );
}

function TurnLink({ callId, isThis }: { callId: string | null; isThis: boolean }) {
  if (isThis)
    return (
      <Text as="span" variant="bodySm" tone="subdued">
        This call
      </Text>
    );
  if (callId === null) return null;
  return (
    <Text as="span" variant="bodySm">
      <Link url={`/app/logs/${callId}`}>Its call</Link>
    </Text>
  );
}

function More({ count, words }: { count: number; words: string }) {
  if (count === 0) return null;
  return (
    <Text as="p" tone="subdued" variant="bodySm">
      {count} {words} {count === 1 ? "message is" : "messages are"} not shown.
    </Text>
  );
}
