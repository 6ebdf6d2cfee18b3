import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { errorResponse, toAppError } from "~/lib/error-response.server";
import { logger } from "~/logger.server";
import { parseJson } from "~/lib/parse-json.server";
import { requireParam } from "~/lib/require-param";
import { sseResponse } from "~/lib/sse.server";
import type { CopyEvent } from "~/modules/product-copy/copy-events";
import { CopyKind } from "~/modules/product-copy/copy-kinds";
import { streamDraft } from "~/modules/product-copy/stream-draft.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";

const DraftRequest = z.object({ kind: CopyKind, wish: z.string().trim().max(500) });

/** POST: writes a draft, told by server-sent events. */
export async function action({ request, params }: ActionFunctionArgs) {
  try {
    const shop = await requireShop(request, "copy.write");
    const productId = requireParam(params, "productId");
    const { kind, wish } = await parseJson(request, DraftRequest);
    return sseResponse(
      request,
      (signal) => streamDraft(shop, { productId, kind, instructions: wish || undefined }, signal),
      { onError: toEvent },
    );
  } catch (error) {
    return errorResponse(error, request);
  }
}

function toEvent(error: unknown): CopyEvent {
  logger.warn({ err: error }, "a draft could not be written");
  return { type: "error", message: toAppError(error).userMessage };
}
