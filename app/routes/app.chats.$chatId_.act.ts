import type { ActionFunctionArgs } from "@remix-run/node";
import { errorResponse } from "~/lib/error-response.server";
import { parseJson } from "~/lib/parse-json.server";
import { requireParam } from "~/lib/require-param";
import { actOnChat } from "~/modules/support-chat/act-on-chat.server";
import { findChatNews } from "~/modules/support-chat/get-chat.server";
import { ChatAction } from "~/modules/support-chat/staff-chat";
import { requireShop } from "~/modules/tenancy/require-shop.server";

/** POST: one thing that staff do with a chat. Answers with the chat as it is then. */
export async function action({ request, params }: ActionFunctionArgs) {
  try {
    const shop = await requireShop(request, "chats.answer");
    const chatId = requireParam(params, "chatId");
    await actOnChat(shop, chatId, await parseJson(request, ChatAction));
    return Response.json(await findChatNews(shop, chatId, null));
  } catch (error) {
    return errorResponse(error, request);
  }
}
