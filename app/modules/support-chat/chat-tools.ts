import { z } from "zod";
import type { ToolDefinition } from "~/modules/inference/inference-types";

const MAX_QUERY_CHARS = 200;
const MAX_HANDLE_CHARS = 255;

const Query = z.string().trim().min(1).max(MAX_QUERY_CHARS);

export const PRODUCT_ORDERS = ["best_match", "price_low_to_high", "price_high_to_low"] as const;

/** Arguments of each tool. None names a shop, a customer, an order, an e-mail, a price, an address or a query language: the session does. */
const PARAMETERS = {
  search_knowledge: z.strictObject({ query: Query }),
  find_products: z.strictObject({
    query: Query,
    order: z.enum(PRODUCT_ORDERS).optional(),
    availability: z.enum(["any", "in_stock"]).optional(),
  }),
  get_product: z.strictObject({ handle: z.string().trim().min(1).max(MAX_HANDLE_CHARS) }),
  get_my_orders: z.strictObject({}),
  hand_over_to_human: z.strictObject({}),
} as const;

export type ToolName = keyof typeof PARAMETERS;

const DESCRIPTIONS: Readonly<Record<ToolName, string>> = {
  search_knowledge: "Searches the shop's policies, pages and products for what answers a question.",
  find_products: "Finds products by words such as a kind, colour or use, with prices and stock.",
  get_product: "Gives everything that the shop says of one product, by the last part of its address.",
  get_my_orders: "Shows shoppers their own orders.",
  hand_over_to_human: "Passes the conversation on to a person, when the shopper asks for one.",
};

/** The fixed set of tools that a model may call in a chat. */
export const CHAT_TOOLS: readonly ToolDefinition[] = Object.entries(PARAMETERS).map(([name, parameters]) => ({
  name,
  // The keys of both tables are the same, by type.
  description: DESCRIPTIONS[name as ToolName],
  parameters,
}));

/** One call that may be made. */
export type KnownToolCall = { [Name in ToolName]: { name: Name; input: z.infer<(typeof PARAMETERS)[Name]> } }[ToolName];

export type ReadToolCall =
  | { readonly ok: true; readonly call: KnownToolCall }
  | { readonly ok: false; readonly reason: "unknown_tool" | "malformed" };

/** A model's call, parsed; an argument that a tool does not have is as malformed as one that is missing. */
export function readToolCall(name: string, values: unknown): ReadToolCall {
  if (!Object.hasOwn(PARAMETERS, name)) return { ok: false, reason: "unknown_tool" };
  const known = name as ToolName; // hasOwn has just said so
  const parsed = PARAMETERS[known].safeParse(values);
  if (!parsed.success) return { ok: false, reason: "malformed" };
  // The schema was taken by the name: both belong together.
  return { ok: true, call: { name: known, input: parsed.data } as KnownToolCall };
}
