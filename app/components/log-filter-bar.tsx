import { IndexFilters, IndexFiltersMode, useSetIndexFiltersMode, type TabProps } from "@shopify/polaris";
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
  const start = isChanged ? IndexFiltersMode.Filtering : IndexFiltersMode.Default;
  const { mode, setMode } = useSetIndexFiltersMode(start);
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
          return Promise.resolve(true);
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
