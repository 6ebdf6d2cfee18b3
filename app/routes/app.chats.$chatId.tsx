import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ChatPage } from "~/components/chat-page";
import { ErrorPage } from "~/components/error-page";
import { requireParam } from "~/lib/require-param";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { getChat } from "~/modules/support-chat/get-chat.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";
import { staffIdOf } from "~/modules/tenancy/staff-id";

export const loader = withErrorResponse(async ({ request, params }: LoaderFunctionArgs) => {
  const shop = await requireShop(request, "chats.view");
  return { chat: await getChat(shop, requireParam(params, "chatId")), me: staffIdOf(shop) };
});

/** One chat: what was said, and what staff do with it. */
export default function Chat() {
  const { chat, me } = useLoaderData<typeof loader>();
  return <ChatPage key={chat.id} initial={chat} me={me} />;
}

export const ErrorBoundary = ErrorPage;
