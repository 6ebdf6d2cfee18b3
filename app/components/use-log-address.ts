import { useSearchParams } from "@remix-run/react";
import { parseLogFilters, writeLogFilters, type LogFilters } from "~/modules/review/log-filters";
import type { LogView } from "~/modules/review/log-view";

export type LogAddress = {
  readonly filters: LogFilters;
  /** The filters as the address has them, in one order. */
  readonly query: string;
  /** The view that is shown, whether or not its filters were changed since. */
  readonly view: LogView;
  readonly isChanged: boolean;
  readonly setFilter: (name: string, values: readonly string[]) => void;
  readonly removeFilters: (names: readonly string[]) => void;
  readonly openView: (view: LogView) => void;
  readonly goTo: (cursor: "after" | "before", value: string) => void;
};

const VIEW = "view";
const CURSORS = ["after", "before"];

/** The log's state is its address: it can be sent to somebody, and "back" works. */
export function useLogAddress(views: readonly LogView[]): LogAddress {
  const [params, setParams] = useSearchParams();
  const filters = parseLogFilters(params);
  const query = writeLogFilters(filters);
  const view = findView(views, params.get(VIEW), query);
  const change = (edit: (params: URLSearchParams) => void) =>
    setParams(
      (old) => {
        CURSORS.forEach((name) => old.delete(name));
        edit(old);
        return old;
      },
      { preventScrollReset: true },
    );
  return {
    filters,
    query,
    view,
    isChanged: query !== view.filters,
    setFilter: (name, values) =>
      change((old) => {
        old.delete(name);
        values.forEach((value) => old.append(name, value));
      }),
    removeFilters: (names) => change((old) => names.forEach((name) => old.delete(name))),
    openView: (next) => {
      const address = new URLSearchParams(next.filters);
      if (next.filters !== "") address.set(VIEW, next.id);
      setParams(address, { preventScrollReset: true });
    },
    goTo: (cursor, value) => change((old) => old.set(cursor, value)),
  };
}

/** The one that the address names, or else the one with these filters, or else all calls. */
function findView(views: readonly LogView[], id: string | null, query: string): LogView {
  const view = views.find((each) => each.id === id) ?? views.find(({ filters }) => filters === query) ?? views[0];
  if (!view) throw new Error("there is always the view of all calls");
  return view;
}
