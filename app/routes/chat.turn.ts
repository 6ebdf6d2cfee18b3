import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { AppError } from "~/lib/app-error";
import { errorResponse } from "~/lib/error-response.server";
import { parseJson } from "~/lib/parse-json.server";
import { sseResponse } from "~/lib/sse.server";
import { answerTurn } from "~/modules/support-chat/answer-turn.server";
import { answerWidget, preflightResponse } from "~/modules/support-chat/chat-cors.server";
import { MAX_BODY_BYTES, TurnRequest } from "~/modules/support-chat/chat-protocol";

/** OPTIONS /chat/turn: the browser asks before it posts from the storefront. */
export function loader({ request }: LoaderFunctionArgs) {
  if (request.method === "OPTIONS") return preflightResponse(request);
  return errorResponse(
    new AppError("method_not_allowed", {
      message: "only POST is answered",
      userMessage: "This address only takes messages.",
    }),
    request,
  );
}

/** POST /chat/turn: one message by bearer token, answered by server-sent events. */
export function action({ request }: ActionFunctionArgs) {
  return answerWidget(request, async (shop, cors) => {
    const input = await parseJson(request, TurnRequest, MAX_BODY_BYTES);
    return sseResponse(request, await answerTurn(shop, input), { headers: cors });
  });
}
