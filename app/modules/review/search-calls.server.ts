import { withTenant } from "~/db.server";
import { AppError } from "~/lib/app-error";
import { newId } from "~/lib/new-id";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { CallFilter } from "~/modules/inference/call-filter";
import { readCallTexts, type CallTexts } from "~/modules/inference/read-call-texts.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { FoundCall, SearchEvent, SearchInput } from "./search-events";
import { findInTexts, toPattern } from "./searched-texts";

/** One search goes so far; a further one goes on from there. */
export type SearchBounds = { readonly calls: number; readonly ms: number; readonly finds: number };

export const SEARCH_BOUNDS: SearchBounds = { calls: 20_000, ms: 60_000, finds: 100 };

const BATCH_CALLS = 100;
const MAX_SEARCHES_PER_SHOP = 3;

const running = new Map<string, number>();

/**
 * Looks for a text in the calls that fit, newest first: their texts are decrypted and read, a hundred at a time, and never indexed. Tells
 * what it finds as it goes, and stops at its bounds or when the reader has left. That somebody searches is in the audit log before the first
 * text is read, and which calls were shown after the last; what was looked for is in neither, for it may be a person's data.
 * @throws AppError `budget_exceeded` when three searches of the shop run in this process.
 */
export async function* searchCalls(
  shop: ShopContext,
  filter: CallFilter,
  { text, after }: SearchInput,
  signal: AbortSignal,
  bounds = SEARCH_BOUNDS,
): AsyncGenerator<SearchEvent, void, undefined> {
  const leave = enter(shop.shopId);
  const searchId = newId();
  const search = { pattern: toPattern(text), scanned: 0, unreadable: 0, found: [] as string[] };
  try {
    await note(shop, "log.searched", { searchId });
    yield* scan(shop, filter, { search, after, signal, bounds });
  } finally {
    leave();
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

async function* scan(
  shop: ShopContext,
  filter: CallFilter,
  { search, after, signal, bounds }: Scan,
): AsyncGenerator<SearchEvent, void, undefined> {
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
    return void (yield {
      type: "end",
      reason,
      scanned: search.scanned,
      unreadable: search.unreadable,
      nextCursor: cursor,
    });
  }
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

/** Decrypting is work for the processor that also answers shoppers. */
function enter(shopId: string): () => void {
  const count = running.get(shopId) ?? 0;
  if (count >= MAX_SEARCHES_PER_SHOP)
    throw new AppError("budget_exceeded", {
      message: "too many searches of one shop at once",
      userMessage: "Three searches of this shop are running. Wait until one ends, then search again.",
      retryAfterS: 30,
    });
  running.set(shopId, count + 1);
  return () => {
    const left = (running.get(shopId) ?? 1) - 1;
    if (left === 0) running.delete(shopId);
    else running.set(shopId, left);
  };
}
