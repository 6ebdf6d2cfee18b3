import type { ActionFunctionArgs } from "@remix-run/node";
import { errorResponse } from "~/lib/error-response.server";
import { parseJson } from "~/lib/parse-json.server";
import { answerTurn } from "~/modules/support-chat/answer-turn.server";
import { MAX_BODY_BYTES, ProxyTurnRequest, type ChatEvent } from "~/modules/support-chat/chat-protocol";
import { requireProxyShopper } from "~/modules/support-chat/require-proxy-shopper.server";
import { requireProxyVisitor } from "~/modules/tenancy/require-proxy-visitor.server";

/** POST /apps/inhouse/turn on the storefront: the same turn as /chat/turn, its events in one JSON array, for browsers that cannot stream. */
export async function action({ request }: ActionFunctionArgs) {
  try {
    const visitor = await requireProxyVisitor(request);
    const { token, ...input } = await parseJson(request, ProxyTurnRequest, MAX_BODY_BYTES);
    const shop = requireProxyShopper(visitor, token);
    const answer = await answerTurn(shop, input);
    const events: ChatEvent[] = [];
    for await (const event of answer(request.signal)) events.push(event);
    return Response.json(events, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return errorResponse(error, request);
  }
}
