import { GraphQLError } from "graphql";
import { notImplemented } from "./api-call.ts";
import type { ApiCall, View } from "./api-call.ts";
import type { ListArgs } from "./list-args.ts";
import { matchesSearch } from "./search-query.ts";
import type { SearchFields } from "./search-query.ts";

/** Source: https://shopify.dev/docs/api/usage/limits */
const MAX_PAGE_SIZE = 250;

/** How items of a kind are shown, found and sorted. */
export type ListKind<T> = {
  /** Stable key of the item, unique in the list. */
  key: (item: T) => string | number;
  view: (item: T) => View;
  search?: (item: T) => SearchFields;
  /** Values to sort by, by the name of the sort key; without an entry the given order is kept. */
  sort?: Record<string, (item: T) => string | number>;
};

/** A Relay connection over a whole list: searched, sorted, cut to the page. */
export function connection<T>(call: ApiCall, items: readonly T[], args: ListArgs, kind: ListKind<T>): View {
  const found = sorted(searched(items, args, kind), args, kind);
  const { start, end } = pageOf(call, found.map(kind.key), args);
  const page = found.slice(start, end);
  const edgeCursor = (index: number) =>
    page
      .slice(index)
      .slice(0, 1)
      .map((item) => cursorOf(kind.key(item)))[0] ?? null;
  return {
    nodes: () => page.map(kind.view),
    edges: () => page.map((item) => ({ cursor: cursorOf(kind.key(item)), node: kind.view(item) })),
    pageInfo: {
      hasNextPage: end < found.length,
      hasPreviousPage: start > 0,
      startCursor: edgeCursor(0),
      endCursor: edgeCursor(-1),
    },
  };
}

function searched<T>(items: readonly T[], { query }: ListArgs, { search }: ListKind<T>): readonly T[] {
  if (!query?.trim()) return items;
  if (!search) throw notImplemented("search in this list");
  return items.filter((item) => matchesSearch(query, search(item)));
}

function sorted<T>(items: readonly T[], { sortKey, reverse }: ListArgs, { sort }: ListKind<T>): readonly T[] {
  const by = sortKey == null ? undefined : sort?.[sortKey];
  if (sortKey != null && sort && !by) throw notImplemented(`the sort key ${sortKey} here`);
  const inOrder = by ? [...items].sort((a, b) => compare(by(a), by(b))) : items;
  return reverse === true ? [...inOrder].reverse() : inOrder;
}

function compare(a: string | number, b: string | number): number {
  return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
}

function pageOf(call: ApiCall, keys: (string | number)[], { first, last, after, before }: ListArgs) {
  if (first == null && last == null && !call.unlimited) {
    throw new GraphQLError("you must provide one of first or last", { extensions: { code: "BAD_REQUEST" } });
  }
  for (const size of [first, last]) {
    if (size != null && (size < 0 || size > MAX_PAGE_SIZE)) {
      throw new GraphQLError(`The page size must be between 0 and ${MAX_PAGE_SIZE}`, {
        extensions: { code: "BAD_REQUEST" },
      });
    }
  }
  let start = after == null ? 0 : positionOf(keys, after) + 1;
  let end = before == null ? keys.length : positionOf(keys, before);
  if (first != null) end = Math.min(end, start + first);
  if (last != null) start = Math.max(start, end - last);
  return { start, end };
}

const cursorOf = (key: string | number) => Buffer.from(JSON.stringify({ last_id: key })).toString("base64");

function positionOf(keys: (string | number)[], cursor: string): number {
  const position = keys.findIndex((key) => cursorOf(key) === cursor);
  if (position >= 0) return position;
  throw new GraphQLError("Invalid cursor for current pagination sort.", { extensions: { code: "BAD_REQUEST" } });
}
