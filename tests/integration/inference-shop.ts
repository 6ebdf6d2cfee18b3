import { withTenant } from "~/db.server";
import type { Evidence, GovernedEvent, GovernedRequest } from "~/modules/inference/inference-types";
import { saveEndpoint } from "~/modules/inference/save-endpoint.server";
import { streamGoverned } from "~/modules/inference/stream-governed.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { shopperContext } from "~/modules/tenancy/visitor-token.server";
import { newShopId } from "./owner";

export const EVIDENCE: readonly Evidence[] = [
  {
    id: "1",
    kind: "policy",
    title: "Refund policy",
    url: "https://shop.example/policies/refund-policy",
    text: "Unworn shoes can be returned within 30 days. Write to help@shop.example. Code WELCOME10 gives 10% off.",
  },
  {
    id: "2",
    kind: "product",
    title: "Fjord Rain Shoe",
    url: "https://shop.example/products/fjord",
    text: "Price: €129.00. Waterproof.",
  },
];

/** A shop in Germany whose only model servers are the given ones, in their order; and the context of nobody in particular. */
export async function makeModelShop(baseUrls: readonly string[], apiKey = ""): Promise<ShopContext> {
  const shop = systemShop(newShopId(), "test");
  await withTenant(shop, (tx) =>
    tx.shop.create({ data: { shopId: shop.shopId, name: "Test", country: "DE", currency: "EUR" } }),
  );
  for (const [index, baseUrl] of baseUrls.entries())
    await saveEndpoint(shop, { name: `server ${index + 1}`, baseUrl, model: `model-${index + 1}`, apiKey });
  return shop;
}

/** A conversation of the shop, and its shopper. */
export async function openConversation(shop: ShopContext): Promise<{ conversationId: string; shopper: ShopContext }> {
  const conversationId = crypto.randomUUID();
  await withTenant(shop, (tx) => tx.conversation.create({ data: { shopId: shop.shopId, id: conversationId } }));
  return { conversationId, shopper: shopperContext({ shopId: shop.shopId, conversationId, customerId: null }) };
}

/** A request with everything that a test does not care about. */
export function requestOf(question: string, rest: Partial<GovernedRequest> = {}): GovernedRequest {
  return {
    purpose: "chat",
    promptVersion: "test@1",
    instructions: "You answer a shopper of an online shop. Use only the data and nothing else that you may know.",
    turns: [{ role: "user", content: question }],
    evidence: EVIDENCE,
    knownValues: [],
    protectedTerms: [],
    budgetScopes: [],
    maxOutputTokens: 200,
    signal: new AbortController().signal,
    ...rest,
  };
}

/** Every event of a governed call. */
export async function collect(shop: ShopContext, request: GovernedRequest): Promise<GovernedEvent[]> {
  return Array.fromAsync(streamGoverned(shop, request));
}

/** What a call came to; fails the test when it did not end. */
export function outcomeOf(events: readonly GovernedEvent[]) {
  const last = events.at(-1);
  if (last?.type !== "end") throw new Error(`the call did not end: ${JSON.stringify(events)}`);
  return last.outcome;
}

/** What a reader saw. */
export const textOf = (events: readonly GovernedEvent[]) =>
  events.map((event) => (event.type === "text" ? event.text : "")).join("");
