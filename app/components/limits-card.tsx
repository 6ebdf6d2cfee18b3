import { TextField } from "@shopify/polaris";
import { readLimit, type LimitQuantity } from "./limit-words";
import { SettingsCard } from "./settings-card";
import { useNumberFormat } from "./use-number-format";

const ROWS = [
  { kind: "visitor", label: "One visitor", help: "a browser, whoever uses it" },
  { kind: "conversation", label: "One conversation", help: "and one member of staff" },
  { kind: "customer", label: "One customer", help: "logged in, on all devices" },
  { kind: "shop", label: "The whole shop", help: "everything together" },
] as const;

const COLUMNS = [
  { quantity: "requests", label: "Requests a minute" },
  { quantity: "tokens", label: "Tokens a day" },
  { quantity: "streams", label: "Answers at once" },
] as const satisfies readonly { quantity: LimitQuantity; label: string }[];

export type LimitName = `${LimitQuantity}.${(typeof ROWS)[number]["kind"]}`;
export type LimitValues = Readonly<Record<LimitName, string>>;

type Props = {
  values: LimitValues;
  /** What the operator allows at most. */
  bounds: Readonly<Record<LimitQuantity, number>>;
  readOnly: boolean;
  onChange: (name: LimitName, value: string) => void;
};

/** How much may be asked of the model, by whom. */
export function LimitsCard({ values, bounds, readOnly, onChange }: Props) {
  const format = useNumberFormat();
  return (
    <SettingsCard
      title="Limits"
      description="How much may be asked of your model server. A chat that reaches one is passed to your team, with a word about when the assistant can go on. Days are counted in UTC; tokens are those of prompt and answer."
    >
      <div className="table-scroll">
        <table className="limits">
          <thead>
            <tr>
              <td />
              {COLUMNS.map(({ quantity, label }) => (
                <th key={quantity} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ROWS.map(({ kind, label, help }) => (
              <tr key={kind}>
                <th scope="row">
                  {label}
                  <span>{help}</span>
                </th>
                {COLUMNS.map((column) => {
                  const name: LimitName = `${column.quantity}.${kind}`;
                  const { quantity } = column;
                  const { words, isWrong } = readLimit(values[name], { quantity, most: bounds[quantity], format });
                  return (
                    <td key={name}>
                      <TextField
                        label={`${column.label}, ${label.toLowerCase()}`}
                        labelHidden
                        type="number"
                        min={1}
                        max={bounds[quantity]}
                        {...(isWrong ? { error: words } : { helpText: words })}
                        align="right"
                        autoComplete="off"
                        name={name}
                        readOnly={readOnly}
                        value={values[name]}
                        onChange={(value) => onChange(name, value)}
                      />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </SettingsCard>
  );
}
