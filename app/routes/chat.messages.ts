import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { errorResponse } from "~/lib/error-response.server";
import { parseInput } from "~/lib/parse-input";
import { corsHeaders, preflightResponse } from "~/modules/support-chat/chat-cors.server";
import { limitPolls } from "~/modules/support-chat/limit-polls.server";
import { listNews } from "~/modules/support-chat/list-news.server";
import { requireVisitor } from "~/modules/tenancy/visitor-token.server";

const After = z.iso.datetime().nullable();

/** GET /chat/messages?after=<ISO 8601>: what staff have said in the reader's own conversation, by bearer token. OPTIONS: the browser asks first. */
export async function loader({ request }: LoaderFunctionArgs) {
  if (request.method === "OPTIONS") return preflightResponse(request);
  let cors = new Headers({ vary: "Origin" });
  try {
    const shop = await requireVisitor(request);
    cors = await corsHeaders(shop, request);
    await limitPolls(shop);
    const after = parseInput(new URL(request.url).searchParams.get("after"), After);
    cors.set("cache-control", "no-store");
    return Response.json(await listNews(shop, after === null ? null : new Date(after)), { headers: cors });
  } catch (error) {
    const response = errorResponse(error, request);
    cors.forEach((value, name) => response.headers.set(name, value));
    return response;
  }
}
