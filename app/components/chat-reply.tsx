import { BlockStack, Button, InlineStack, Text, TextField } from "@shopify/polaris";
import { useRef, type KeyboardEvent } from "react";
import { MAX_MESSAGE_CHARS } from "~/modules/support-chat/chat-protocol";
import { CharacterCount } from "./character-count";

type Props = {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly busy: boolean;
  /** The reader has just taken the chat over: the button that had the focus is gone. */
  readonly takesFocus?: boolean;
  /** Sends; null where the reader may not, or not any more: the text can still be copied. */
  readonly onSend: ((replyId: string) => Promise<boolean>) | null;
};

/** The box to answer in: Ctrl or ⌘ with Enter sends. What could not be sent stays in it, and is the same reply when it is sent again. */
export function ChatReply({ text, setText, busy, takesFocus = false, onSend }: Props) {
  const reply = useRef<{ text: string; id: string } | null>(null);
  const isTooLong = text.length > MAX_MESSAGE_CHARS;
  const canSend = onSend !== null && !busy && !isTooLong && text.trim() !== "";
  const send = async () => {
    if (!canSend) return;
    if (reply.current?.text !== text) reply.current = { text, id: crypto.randomUUID() };
    if (!(await onSend(reply.current.id))) return;
    reply.current = null;
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  return (
    <BlockStack gap="200">
      {/* The field inside is what is focused; its keys are heard here. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- Polaris' field has no onKeyDown */}
      <div onKeyDown={onKeyDown}>
        <TextField
          label={onSend === null ? "Not sent" : "Your reply"}
          helpText={onSend === null ? undefined : "The shopper reads it as from the shop, without your name."}
          value={text}
          onChange={setText}
          multiline={2}
          maxHeight={240}
          autoComplete="off"
          focused={takesFocus}
          readOnly={busy || onSend === null}
        />
      </div>
      {onSend === null ? null : (
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <CharacterCount text={text} limit={MAX_MESSAGE_CHARS} />
          <InlineStack gap="300" blockAlign="center">
            <span className="desk-hint">
              <Text as="span" tone="subdued" variant="bodySm">
                Ctrl or ⌘ + Enter
              </Text>
            </span>
            <Button variant="primary" loading={busy} disabled={!canSend && !busy} onClick={() => void send()}>
              Send
            </Button>
          </InlineStack>
        </InlineStack>
      )}
    </BlockStack>
  );
}
