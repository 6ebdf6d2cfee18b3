import type { ActionFunctionArgs } from "@remix-run/node";
import { AppError } from "~/lib/app-error";
import { errorResponse } from "~/lib/error-response.server";
import { parseJson } from "~/lib/parse-json.server";
import { eraseOwnConversation } from "~/modules/privacy/erase-conversation.server";
import { ForgetRequest, MAX_BODY_BYTES } from "~/modules/support-chat/chat-protocol";
import { requireProxyShopper } from "~/modules/support-chat/require-proxy-shopper.server";
import { requireProxyVisitor } from "~/modules/tenancy/require-proxy-visitor.server";
import { personalDataHolders } from "~/personal-data.server";

/** POST /apps/inhouse/forget on the storefront: the shopper has their own conversation erased. 204 when it is gone. */
export async function action({ request }: ActionFunctionArgs) {
  try {
    const visitor = await requireProxyVisitor(request);
    const { token } = await parseJson(request, ForgetRequest, MAX_BODY_BYTES);
    const isGone = await eraseOwnConversation(requireProxyShopper(visitor, token), personalDataHolders);
    if (isGone) return new Response(null, { status: 204 });
    throw new AppError("internal", {
      message: "the conversation is not erased yet; its request is written down",
      userMessage: "It could not be deleted at once. It is tried again by itself.",
    });
  } catch (error) {
    return errorResponse(error, request);
  }
}
