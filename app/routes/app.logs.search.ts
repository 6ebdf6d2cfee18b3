import type { ActionFunctionArgs } from "@remix-run/node";
import { errorResponse, toAppError } from "~/lib/error-response.server";
import { parseJson } from "~/lib/parse-json.server";
import { sseResponse } from "~/lib/sse.server";
import { logger } from "~/logger.server";
import { parseLogFilters, toCallFilter } from "~/modules/review/log-filters";
import { searchCalls } from "~/modules/review/search-calls.server";
import { SearchInput, type SearchEvent } from "~/modules/review/search-events";
import { requireShop } from "~/modules/tenancy/require-shop.server";
import { staffIdOf } from "~/modules/tenancy/staff-id";

/** POST: looks for a text in the calls that fit the address's filters, told by server-sent events. */
export async function action({ request }: ActionFunctionArgs) {
  try {
    const shop = await requireShop(request, "logs.view");
    const filters = parseLogFilters(new URL(request.url).searchParams);
    const filter = toCallFilter(filters, { now: new Date(), staffId: staffIdOf(shop) });
    const input = await parseJson(request, SearchInput);
    return sseResponse(request, (signal) => searchCalls(shop, filter, input, signal), { onError: toEvent });
  } catch (error) {
    return errorResponse(error, request);
  }
}

function toEvent(error: unknown): SearchEvent {
  logger.warn({ err: error }, "a search of the log failed");
  return { type: "error", message: toAppError(error).userMessage };
}
