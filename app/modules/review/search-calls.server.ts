import { withTenant } from "~/db.server";
import { newId } from "~/lib/new-id";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { CallFilter } from "~/modules/inference/call-filter";
import { readCallTexts, type CallTexts } from "~/modules/inference/read-call-texts.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { endedByNewer, takeSearchPlace } from "~/modules/tenancy/take-search-place.server";
import type { FoundCall, SearchEvent, SearchInput } from "./search-events";
import { findInTexts, toPattern } from "./searched-texts";

/** One search goes so far; a further one goes on from there. */
export type SearchBounds = { readonly calls: number; readonly ms: number; readonly finds: number };

export const SEARCH_BOUNDS: SearchBounds = { calls: 20_000, ms: 60_000, finds: 100 };

const BATCH_CALLS = 100;

/**
 * Looks for a text in the calls that fit, newest first: their texts are decrypted and read, a hundred at a time, and never indexed. Tells
 * what it finds as it goes, and stops at its bounds or when the reader has left. That somebody searches is in the audit log before the first
 * text is read, and which calls were shown after the last; what was looked for is in neither, for it may be a person's data.
 * @throws AppError `budget_exceeded` when three searches of other people run; `conflict` when the same person began a newer one.
 */
export async function* searchCalls(
  shop: ShopContext,
  filter: CallFilter,
  { text, after }: SearchInput,
  signal: AbortSignal,
  bounds = SEARCH_BOUNDS,
): AsyncGenerator<SearchEvent, void, undefined> {
  const place = takeSearchPlace(shop, "log");
  const searchId = newId();
  const search = { pattern: toPattern(text), scanned: 0, unreadable: 0, found: [] as string[] };
  try {
    await note(shop, "log.searched", { searchId });
    const hasEnded = yield* scan(shop, filter, {
      search,
      after,
      signal: AbortSignal.any([signal, place.signal]),
      bounds,
    });
    if (!hasEnded && place.signal.aborted) throw endedByNewer();
  } finally {
    place.leave();
    await note(shop, "log.search_ended", { searchId, scanned: search.scanned, callIds: search.found });
  }
}

type Search = { readonly pattern: RegExp; scanned: number; unreadable: number; readonly found: string[] };

type Scan = {
  readonly search: Search;
  readonly after: string | undefined;
  readonly signal: AbortSignal;
  readonly bounds: SearchBounds;
};

/** @returns whether it came to an end of its own */
async function* scan(
  shop: ShopContext,
  filter: CallFilter,
  { search, after, signal, bounds }: Scan,
): AsyncGenerator<SearchEvent, boolean, undefined> {
  const startedAt = performance.now();
  let cursor: string | null | undefined = after;
  let reached: string | null = null;
  while (!signal.aborted) {
    const limit = Math.min(BATCH_CALLS, bounds.calls - search.scanned);
    const { texts, nextCursor } = await readCallTexts(shop, filter, { after: cursor ?? undefined, limit });
    for (const call of texts.flatMap((each) => look(search, each) ?? [])) yield { type: "found", call };
    reached = texts.at(-1)?.call.createdAt ?? reached;
    yield { type: "progress", scanned: search.scanned, reached };
    cursor = nextCursor;
    const reason = toReason(search, cursor, performance.now() - startedAt, bounds);
    if (reason === null) continue;
    yield { type: "end", reason, scanned: search.scanned, unreadable: search.unreadable, nextCursor: cursor };
    return true;
  }
  return false;
}

function toReason(search: Search, cursor: string | null, ms: number, bounds: SearchBounds) {
  if (cursor === null) return "all";
  if (search.found.length >= bounds.finds) return "finds";
  if (search.scanned >= bounds.calls) return "calls";
  return ms >= bounds.ms ? "time" : null;
}

function look(search: Search, { call, request, response, isUnreadable }: CallTexts): FoundCall | null {
  search.scanned += 1;
  if (isUnreadable) search.unreadable += 1;
  const excerpts = findInTexts(search.pattern, request, response);
  if (excerpts.length === 0) return null;
  search.found.push(call.id);
  const { id, createdAt, purpose, state, withheld, model } = call;
  return { id, createdAt, purpose, state, withheld, model, excerpts };
}

function note(shop: ShopContext, type: string, payload: { searchId: string; scanned?: number; callIds?: string[] }) {
  return withTenant(shop, (tx) => appendEvent(tx, shop, { type, payload }));
}
