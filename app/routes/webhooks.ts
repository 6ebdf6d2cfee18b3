import type { ActionFunctionArgs } from "@remix-run/node";
import { ZodError } from "zod";
import { errorResponse } from "~/lib/error-response.server";
import { badRequest } from "~/lib/parse-input";
import { readBoundedBody } from "~/lib/read-bounded-body.server";
import { acceptWebhook } from "~/modules/tenancy/accept-webhook.server";
import { authenticate } from "~/shopify.server";
import { webhookTopics } from "~/webhooks.server";

const MAX_WEBHOOK_BYTES = 1_048_576;

/** Shopify posts; nobody has anything to read here. */
export function loader() {
  return new Response(null, { status: 405, headers: { allow: "POST" } });
}

/** Every webhook: signature, then once per webhook id to the room that wants it. Shopify repeats what is not answered by 200. */
export async function action({ request }: ActionFunctionArgs) {
  try {
    const { shop, topic, webhookId, payload } = await authenticate.webhook(await bounded(request));
    await acceptWebhook(webhookTopics, { shop, topic, webhookId, payload });
    return new Response(null, { status: 200 });
  } catch (error) {
    return errorResponse(
      isMalformed(error) ? badRequest("This webhook's content is not as expected.", error) : error,
      request,
    );
  }
}

/** The library reads a body whole, however long it is. */
async function bounded(request: Request): Promise<Request> {
  const { url, method, headers } = request;
  return new Request(url, { method, headers, body: await readBoundedBody(request, MAX_WEBHOOK_BYTES) });
}

function isMalformed(error: unknown): boolean {
  return error instanceof SyntaxError || error instanceof ZodError;
}
