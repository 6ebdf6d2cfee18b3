import type { LoaderFunctionArgs } from "@remix-run/node";
import { errorResponse } from "~/lib/error-response.server";
import { requireParam } from "~/lib/require-param";
import { findChatNews } from "~/modules/support-chat/get-chat.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";

/** GET ?version=…: what is new in a chat that is on the reader's screen. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  try {
    const shop = await requireShop(request, "chats.view");
    const version = new URL(request.url).searchParams.get("version");
    const news = await findChatNews(shop, requireParam(params, "chatId"), version);
    return Response.json(news, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return errorResponse(error, request);
  }
}
