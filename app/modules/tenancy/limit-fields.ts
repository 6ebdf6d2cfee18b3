import type { LimitKind, ShopSettings } from "./shop-settings";

const QUANTITIES = { requests: "requestLimitPerMinute", tokens: "tokenLimitPerDay", streams: "streamLimit" } as const;

export type LimitQuantity = keyof typeof QUANTITIES;
export type LimitField = `${LimitQuantity}.${LimitKind}`;

const KINDS: readonly LimitKind[] = ["visitor", "conversation", "customer", "shop"];

/** The settings page's fields of the limits, e.g. "tokens.visitor". */
export const LIMIT_FIELDS: readonly LimitField[] = (["requests", "tokens", "streams"] as const).flatMap((quantity) =>
  KINDS.map((kind): LimitField => `${quantity}.${kind}`),
);

/** A shop's limits as the values of the form's fields. */
export function toLimitValues(settings: ShopSettings): Record<LimitField, string> {
  const entries = LIMIT_FIELDS.map((field) => {
    const { quantity, kind } = parse(field);
    return [field, String(settings[QUANTITIES[quantity]][kind])];
  });
  // One entry for each of the fields, which are the keys.
  return Object.fromEntries(entries) as Record<LimitField, string>;
}

/** The same as a patch of the settings; they are checked where they are saved. */
export function toLimitPatch(values: Readonly<Record<LimitField, number>>) {
  const of = (quantity: LimitQuantity) => ({
    visitor: values[`${quantity}.visitor`],
    conversation: values[`${quantity}.conversation`],
    customer: values[`${quantity}.customer`],
    shop: values[`${quantity}.shop`],
  });
  return { requestLimitPerMinute: of("requests"), tokenLimitPerDay: of("tokens"), streamLimit: of("streams") };
}

function parse(field: LimitField): { quantity: LimitQuantity; kind: LimitKind } {
  const [quantity, kind] = field.split(".");
  // The type of the field says that it has these two parts.
  return { quantity: quantity as LimitQuantity, kind: kind as LimitKind };
}
