import { useNavigate } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Badge, Banner, BlockStack, Card, Layout, Page } from "@shopify/polaris";
import { useState } from "react";
import type { ChatAction, StaffChat } from "~/modules/support-chat/staff-chat";
import { ChatReply } from "./chat-reply";
import { ChatSide } from "./chat-side";
import { ChatTranscript } from "./chat-transcript";
import { CHAT_STATE, isHeldBy } from "./chat-words";
import { useDraft } from "./use-draft";
import { useMay } from "./use-staff";
import { useStaffChat, type StaffChatDesk } from "./use-staff-chat";

const BACK = { content: "Chats", url: "/app/chats" };

/** One chat with staff: what was said, the reply, who has it. What is being written outlasts whatever happens to the chat. */
export function ChatPage({ initial, me }: { initial: StaffChat; me: string }) {
  const desk = useStaffChat(initial);
  const draft = useDraft(initial.id);
  return desk.chat === null ? (
    <GoneChat draft={draft} />
  ) : (
    <OpenChat desk={desk} chat={desk.chat} draft={draft} me={me} />
  );
}

type Draft = ReturnType<typeof useDraft>;

function GoneChat({ draft: [text, setText] }: { draft: Draft }) {
  const hasText = text.trim() !== "";
  return (
    <Page title="Chat" backAction={BACK}>
      <BlockStack gap="400">
        <Banner tone="warning" title="This chat is not with your team any more">
          <p>It was given back to the assistant, or erased. {hasText ? "What you wrote was not sent." : ""}</p>
        </Banner>
        {hasText ? (
          <Card>
            <ChatReply text={text} setText={setText} busy={false} onSend={null} />
          </Card>
        ) : null}
      </BlockStack>
    </Page>
  );
}

type Props = { desk: StaffChatDesk; chat: StaffChat; draft: Draft; me: string };

function OpenChat({ desk, chat, draft, me }: Props) {
  const leave = useLeave(desk.act);
  const mayAnswer = useMay("chats.answer");
  const [hasTaken, setHasTaken] = useState(false);
  const isMine = isHeldBy(chat, me);
  const holder = chat.state === "human" ? (chat.takenBy?.id ?? null) : null;
  const takeOver = async () => setHasTaken(await desk.act({ intent: "take_over", holder }));
  const canTake = mayAnswer && !isMine && chat.state !== "closed";
  const primaryAction = { content: "Take over", loading: desk.busy === "take_over", onAction: () => void takeOver() };
  const { label, tone } = CHAT_STATE[chat.state];
  return (
    <Page
      title="Chat"
      backAction={BACK}
      titleMetadata={<Badge {...(tone ? { tone } : {})}>{label}</Badge>}
      {...(canTake ? { primaryAction } : {})}
    >
      <p className="visually-hidden" role="status">
        {desk.announcement}
      </p>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <Problems desk={desk} hasText={draft[0].trim() !== ""} />
            <Card padding="0">
              <ChatTranscript chat={chat} />
              {mayAnswer ? <Reply desk={desk} isMine={isMine} takesFocus={hasTaken} draft={draft} /> : null}
            </Card>
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <ChatSide chat={chat} me={me} busy={desk.busy} mayAnswer={mayAnswer} leave={leave} />
        </Layout.Section>
      </Layout>
    </Page>
  );
}

type ReplyProps = { desk: StaffChatDesk; isMine: boolean; takesFocus: boolean; draft: Draft };

/** Where the reader has the chat, or had it while they wrote. */
function Reply({ desk, isMine, takesFocus, draft: [text, setText] }: ReplyProps) {
  if (!isMine && text.trim() === "") return null;
  const send = (replyId: string) => desk.act({ intent: "reply", replyId, text });
  return (
    <div className="chat-reply">
      <ChatReply
        text={text}
        setText={setText}
        busy={desk.busy === "reply"}
        takesFocus={takesFocus && isMine}
        onSend={isMine ? send : null}
      />
    </div>
  );
}

function Problems({ desk, hasText }: { desk: StaffChatDesk; hasText: boolean }) {
  return (
    <>
      {desk.problem === null ? null : (
        <Banner tone="critical" title={hasText ? "Not sent" : "Not done"}>
          <p>
            {desk.problem} {hasText ? "What you wrote is kept below." : ""}
          </p>
        </Banner>
      )}
      {desk.isStale ? (
        <Banner tone="warning">
          <p>The app cannot be reached right now. What is new is shown as soon as it can be.</p>
        </Banner>
      ) : null}
    </>
  );
}

/** Gives the chat back or closes it, and goes on to the list when that worked. */
function useLeave(act: (action: ChatAction) => Promise<boolean>) {
  const navigate = useNavigate();
  const shopify = useAppBridge();
  return async (intent: "give_back" | "close") => {
    if (!(await act({ intent }))) return;
    shopify.toast.show(intent === "close" ? "Chat closed" : "The assistant answers again");
    void navigate("/app/chats");
  };
}
