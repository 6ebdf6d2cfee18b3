import type { ActionFunctionArgs } from "@remix-run/node";
import { errorResponse } from "~/lib/error-response.server";
import { parseJson } from "~/lib/parse-json.server";
import { requireParam } from "~/lib/require-param";
import { revealCall } from "~/modules/review/reveal-call.server";
import { RevealRequest } from "~/modules/review/reveal-reason";
import { requireShop } from "~/modules/tenancy/require-shop.server";

const NEVER_STORED = { headers: { "cache-control": "no-store" } };

/** POST `{ reason }`: the personal data of one call, which is never cached. */
export async function action({ request, params }: ActionFunctionArgs) {
  try {
    const shop = await requireShop(request, "logs.reveal");
    const { reason } = await parseJson(request, RevealRequest);
    return Response.json(await revealCall(shop, requireParam(params, "callId"), reason), NEVER_STORED);
  } catch (error) {
    return errorResponse(error, request);
  }
}
