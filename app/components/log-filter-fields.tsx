import { BlockStack, ChoiceList, TextField, type IndexFiltersProps } from "@shopify/polaris";
import {
  FILTER_LABEL,
  LIST_NAMES,
  RANGE,
  REVIEW,
  type FilterChoice,
  type ListName,
} from "~/modules/review/filter-words";
import type { LogAddress } from "./use-log-address";

type Choices = Readonly<Record<ListName, readonly FilterChoice[]>>;

/** Those that are there before anyone adds one. */
const PINNED: readonly string[] = ["state", "purpose"];

const ANY_TIME = "any";
const RANGES = [
  { value: ANY_TIME, label: "Any time" },
  ...Object.entries(RANGE).map(([value, label]) => ({ value, label })),
];

/** The fields of all filters of the log. */
export function logFilterFields(address: LogAddress, choices: Choices): IndexFiltersProps["filters"] {
  const lists = LIST_NAMES.map((name) => ({
    key: name,
    label: FILTER_LABEL[name],
    pinned: PINNED.includes(name),
    filter: <ListField name={name} choices={choices[name]} address={address} />,
  }));
  return [
    ...lists,
    { key: "time", label: "Time", filter: <TimeField address={address} /> },
    { key: "review", label: "Review", filter: <ReviewField address={address} /> },
    { key: "assigned", label: "Assigned to me", filter: <AssignedField address={address} /> },
  ];
}

type FieldProps = { readonly address: LogAddress };

function ListField({ name, choices, address }: FieldProps & { name: ListName; choices: readonly FilterChoice[] }) {
  if (choices.length === 0) return <>Nothing to choose from yet.</>;
  return (
    <ChoiceList
      title={FILTER_LABEL[name]}
      titleHidden
      allowMultiple
      choices={[...choices]}
      selected={[...address.filters[name]]}
      onChange={(values) => address.setFilter(name, values)}
    />
  );
}

function TimeField({ address }: FieldProps) {
  const { range, from, to } = address.filters;
  return (
    <BlockStack gap="300">
      <ChoiceList
        title="Time"
        titleHidden
        choices={RANGES}
        selected={range ? [range] : from || to ? [] : [ANY_TIME]}
        onChange={([value]) =>
          value === undefined || value === ANY_TIME
            ? address.removeFilters(["range", "from", "to"])
            : address.setFilter("range", [value])
        }
      />
      <DayField name="from" label="From (UTC day)" address={address} />
      <DayField name="to" label="Until (UTC day)" address={address} />
    </BlockStack>
  );
}

function DayField({ name, label, address }: FieldProps & { name: "from" | "to"; label: string }) {
  return (
    <TextField
      label={label}
      type="date"
      autoComplete="off"
      disabled={address.filters.range !== undefined}
      value={address.filters[name] ?? ""}
      onChange={(value) => address.setFilter(name, value === "" ? [] : [value])}
    />
  );
}

function ReviewField({ address }: FieldProps) {
  return (
    <ChoiceList
      title="Review"
      titleHidden
      choices={Object.entries(REVIEW).map(([value, label]) => ({ value, label }))}
      selected={address.filters.review ? [address.filters.review] : []}
      onChange={(values) => address.setFilter("review", values)}
    />
  );
}

function AssignedField({ address }: FieldProps) {
  return (
    <ChoiceList
      title="Assigned to me"
      titleHidden
      allowMultiple
      choices={[{ value: "me", label: "Only what is assigned to me" }]}
      selected={address.filters.assigned ? ["me"] : []}
      onChange={(values) => address.setFilter("assigned", values)}
    />
  );
}
