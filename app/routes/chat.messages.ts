import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { parseInput } from "~/lib/parse-input";
import { answerWidget, preflightResponse } from "~/modules/support-chat/chat-cors.server";
import { limitPolls } from "~/modules/support-chat/limit-polls.server";
import { listNews } from "~/modules/support-chat/list-news.server";

const After = z.iso.datetime().nullable();

/** GET /chat/messages?after=<ISO 8601>: what staff have said in the reader's own conversation, by bearer token. OPTIONS: the browser asks first. */
export async function loader({ request }: LoaderFunctionArgs) {
  if (request.method === "OPTIONS") return preflightResponse(request);
  return answerWidget(request, async (shop, headers) => {
    await limitPolls(shop);
    const after = parseInput(new URL(request.url).searchParams.get("after"), After);
    headers.set("cache-control", "no-store");
    return Response.json(await listNews(shop, after === null ? null : new Date(after)), { headers });
  });
}
