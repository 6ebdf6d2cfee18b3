import type { ActionFunctionArgs } from "@remix-run/node";
import { errorResponse } from "~/lib/error-response.server";
import { parseJson } from "~/lib/parse-json.server";
import { MAX_BODY_BYTES, SessionRequest } from "~/modules/support-chat/chat-protocol";
import { openSession } from "~/modules/support-chat/open-session.server";
import { requireProxyVisitor } from "~/modules/tenancy/require-proxy-visitor.server";

/** POST /apps/inhouse/session on the storefront: opens the chat for the visitor whom Shopify signs. */
export async function action({ request }: ActionFunctionArgs) {
  try {
    const visitor = await requireProxyVisitor(request);
    const input = await parseJson(request, SessionRequest, MAX_BODY_BYTES);
    return Response.json(await openSession(visitor, input, request.headers.get("x-forwarded-for")), {
      headers: { "cache-control": "no-store" },
    });
  } catch (error) {
    return errorResponse(error, request);
  }
}
