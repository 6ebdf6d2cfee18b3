import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, FormLayout, InlineStack, Page, Text, TextField } from "@shopify/polaris";
import { useCallback, useState } from "react";
import { EraseConversationModal } from "~/components/erase-conversation-modal";
import { ErrorPage } from "~/components/error-page";
import { FoundChatsTable } from "~/components/found-chats-table";
import { RelativeTime } from "~/components/relative-time";
import { AppError, type ErrorCode } from "~/lib/app-error";
import { parseForm } from "~/lib/parse-form.server";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { ConversationWish, findConversations } from "~/modules/support-chat/find-conversations.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";

export const loader = withErrorResponse(async ({ request }: LoaderFunctionArgs) => {
  await requireShop(request, "privacy.manage");
  return null;
});

/** What the reader can put right, or wait for. */
const ANSWERED: ReadonlySet<ErrorCode> = new Set(["bad_request", "budget_exceeded", "conflict"]);

/** POST: looks for conversations by what was said in them. */
export const action = withErrorResponse(async ({ request }: ActionFunctionArgs) => {
  const shop = await requireShop(request, "privacy.manage");
  try {
    const wish = await parseForm(request, ConversationWish);
    return { answer: await findConversations(shop, wish, request.signal), problem: null };
  } catch (error) {
    if (error instanceof AppError && ANSWERED.has(error.code)) return { answer: null, problem: error.userMessage };
    throw error;
  }
});

/** For a person without an account who asks for their chat to be erased: staff find it by what was said in it. */
export default function Chats() {
  const fetcher = useFetcher<typeof action>();
  const [words, setWords] = useState("");
  const [erasing, setErasing] = useState<string | null>(null);
  const [erased, setErased] = useState<readonly string[]>([]);
  const close = useCallback(() => setErasing(null), []);
  const isBusy = fetcher.state !== "idle";
  const { answer, problem } = fetcher.data ?? { answer: null, problem: null };
  const search = (after: string | null) =>
    void fetcher.submit({ words, ...(after === null ? {} : { after }) }, { method: "post" });
  return (
    <Page
      title="Find a chat to erase"
      subtitle="For a person without an account, whom no customer number leads to."
      backAction={{ content: "Privacy", url: "/app/privacy" }}
    >
      <BlockStack gap="400">
        {problem ? (
          <Banner tone="critical" title="Nothing was looked for">
            <p>{problem}</p>
          </Banner>
        ) : null}
        <Card>
          <FormLayout>
            <TextField
              label="Something that was said in the chat"
              helpText="An e-mail address that they wrote, or a few words of their question, as they tell you. It is not kept; that you searched, and what was shown, is in the audit log."
              value={words}
              onChange={setWords}
              autoComplete="off"
              maxLength={200}
            />
            <Button variant="primary" loading={isBusy} disabled={words.trim() === ""} onClick={() => search(null)}>
              Search
            </Button>
          </FormLayout>
        </Card>
        {answer ? (
          <>
            <FoundChatsTable chats={answer.found} erased={erased} onErase={setErasing} />
            <InlineStack gap="300" blockAlign="center">
              <Text as="p" tone="subdued">
                {answer.scanned.toLocaleString("en")} {answer.scanned === 1 ? "chat was" : "chats were"} looked at
                {answer.reached ? (
                  <>
                    , back to <RelativeTime date={answer.reached} />
                  </>
                ) : null}
                .
              </Text>
              {answer.nextCursor ? (
                <Button variant="plain" loading={isBusy} onClick={() => search(answer.nextCursor)}>
                  Search further back
                </Button>
              ) : null}
            </InlineStack>
          </>
        ) : null}
      </BlockStack>
      {erasing === null ? null : (
        <EraseConversationModal
          conversationId={erasing}
          onClose={close}
          onErased={() => setErased((known) => [...known, erasing])}
        />
      )}
    </Page>
  );
}

export const ErrorBoundary = ErrorPage;
