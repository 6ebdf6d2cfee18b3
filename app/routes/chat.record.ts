import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { errorResponse } from "~/lib/error-response.server";
import { parseInput } from "~/lib/parse-input";
import { getTurnRecord } from "~/modules/support-chat/get-turn-record.server";
import { requireDevStore } from "~/modules/support-chat/require-dev-store.server";
import { requireVisitor } from "~/modules/tenancy/visitor-token.server";

/** GET /chat/record?turn=<id>: the model call behind the reader's own turn; beside a dev store only. */
export async function loader({ request }: LoaderFunctionArgs) {
  try {
    requireDevStore();
    const shop = await requireVisitor(request);
    const turnId = parseInput(new URL(request.url).searchParams.get("turn"), z.uuid());
    return Response.json({ record: await getTurnRecord(shop, turnId) }, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return errorResponse(error, request);
  }
}
