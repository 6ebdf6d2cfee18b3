import type { ShopContext } from "~/modules/tenancy/shop-context";
import { releaseChat } from "./release-chat.server";
import { replyToChat } from "./reply-to-chat.server";
import type { ChatAction } from "./staff-chat";
import { takeOverChat } from "./take-over-chat.server";

/** Carries out what a member of staff does with a chat. @throws AppError `not_found`, `conflict`. */
export function actOnChat(shop: ShopContext, id: string, action: ChatAction): Promise<void> {
  switch (action.intent) {
    case "take_over":
      return takeOverChat(shop, id, action.holder);
    case "reply":
      return replyToChat(shop, id, action);
    case "give_back":
      return releaseChat(shop, id, "assistant");
    case "close":
      return releaseChat(shop, id, "closed");
  }
}
