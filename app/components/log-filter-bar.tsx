import { IndexFilters, IndexFiltersMode, useSetIndexFiltersMode, type TabProps } from "@shopify/polaris";
import { useEffect } from "react";
import { describeFilters, type filterChoices } from "~/modules/review/filter-words";
import type { LogView } from "~/modules/review/log-view";
import { logFilterFields } from "./log-filter-fields";
import type { LogAddress } from "./use-log-address";
import type { LogViewDesk } from "./use-log-views";

type Props = {
  readonly address: LogAddress;
  readonly views: readonly LogView[];
  readonly choices: ReturnType<typeof filterChoices>;
  readonly desk: LogViewDesk;
  readonly loading: boolean;
};

/** Views as tabs, and the filters under them. */
export function LogFilterBar({ address, views, choices, desk, loading }: Props) {
  const { view, isChanged } = address;
  const { mode, setMode } = useFilterMode(view.id, isChanged);
  const applied = describeFilters(address.filters, choices);
  return (
    <IndexFilters
      tabs={views.map((each) => toTab(each, views, desk))}
      selected={views.indexOf(view)}
      onSelect={(index) => {
        const next = views[index];
        if (next) address.openView(next);
      }}
      canCreateNewView={false}
      mode={mode}
      setMode={setMode}
      primaryAction={{
        type: "save",
        disabled: !isChanged,
        onAction: () => {
          desk.open();
          // The filters stay in sight until they are saved.
          return Promise.resolve(false);
        },
      }}
      cancelAction={{ onAction: () => address.openView(view) }}
      filters={logFilterFields(address, choices)}
      appliedFilters={applied.map(({ key, names, label }) => ({
        key,
        label,
        onRemove: () => address.removeFilters(names),
      }))}
      onClearAll={() => address.removeFilters(applied.flatMap(({ names }) => names))}
      hideQueryField
      onQueryChange={() => undefined}
      onQueryClear={() => undefined}
      loading={loading}
    />
  );
}

/** Filters that no tab shows are always in sight; a view that is opened shows its tab. */
function useFilterMode(viewId: string, isChanged: boolean) {
  const start = isChanged ? IndexFiltersMode.Filtering : IndexFiltersMode.Default;
  const { mode, setMode } = useSetIndexFiltersMode(start);
  useEffect(() => {
    if (isChanged) setMode(IndexFiltersMode.Filtering);
  }, [isChanged, setMode]);
  useEffect(() => {
    if (!isChanged) setMode(IndexFiltersMode.Default);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only another view closes the filters, not the last change that is taken back
  }, [viewId]);
  return { mode, setMode };
}

function toTab(view: LogView, views: readonly LogView[], desk: LogViewDesk): TabProps {
  const tab = { id: view.id, content: view.name, isLocked: view.kind === "builtin" };
  if (view.kind === "builtin") return tab;
  return {
    ...tab,
    accessibilityLabel: `${view.name}, ${view.kind === "shared" ? "view of the shop" : "your view"}`,
    viewNames: views.filter(({ id }) => id !== view.id).map(({ name }) => name),
    actions: [
      { type: "rename", onPrimaryAction: (name) => desk.rename(view, name) },
      { type: "delete", onPrimaryAction: () => desk.remove(view) },
    ],
  };
}
