import { withTenant } from "~/db.server";
import { saveEndpoint } from "~/modules/inference/save-endpoint.server";
import type { GovernedRequest } from "~/modules/inference/inference-types";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { shopperContext } from "~/modules/tenancy/visitor-token.server";
import { POLICY } from "./scripted-answer.ts";

/** High enough that a bench is never refused. */
const UNLIMITED = { visitor: 600, conversation: 600, customer: 600, shop: 10_000 };
const SETTINGS = {
  requestLimitPerMinute: UNLIMITED,
  streamLimit: { visitor: 10_000, conversation: 10_000, customer: 10_000, shop: 10_000 },
  tokenLimitPerDay: { visitor: 1e9, conversation: 1e9, customer: 1e9, shop: 1e10 },
};

/** One shopper of the shop, each with a conversation. */
export type Shopper = { readonly shop: ShopContext; readonly conversationId: string };

/** A shop with one model server, and shoppers in it. */
export async function openBenchShop(
  modelUrl: string,
  shoppers: number,
): Promise<{ shop: ShopContext; shoppers: Shopper[] }> {
  const shop = systemShop("bench.myshopify.com", "bench");
  const ids = Array.from({ length: shoppers }, () => crypto.randomUUID());
  await withTenant(shop, async (tx) => {
    const data = { shopId: shop.shopId, name: "Bench", country: "DE", currency: "EUR", settings: SETTINGS };
    await tx.shop.create({ data });
    await tx.conversation.createMany({ data: ids.map((id) => ({ shopId: shop.shopId, id })) });
  });
  await saveEndpoint(shop, {
    name: "mock",
    baseUrl: modelUrl,
    model: "mock",
    apiKey: "sk-bench",
    purposes: ["chat", "copy"],
  });
  const toShopper = (conversationId: string) => ({
    shop: shopperContext({ shopId: shop.shopId, conversationId, customerId: null }),
    conversationId,
  });
  return { shop, shoppers: ids.map(toShopper) };
}

/** A shopper's question as the chat asks it: with known values of a customer, and data to answer from. */
export function toGoverned(conversationId: string, question: string, signal: AbortSignal): GovernedRequest {
  return {
    purpose: "chat",
    promptVersion: "bench@1",
    instructions: "You answer a shopper of an online shop. Use only the data. Answer in one or two short sentences.",
    turns: [{ role: "user", content: question }],
    evidence: [
      { id: "1", kind: "policy", title: "Returns", url: "https://bench.example/policies/refund-policy", text: POLICY },
      {
        id: "2",
        kind: "product",
        title: "Rain Shoe",
        url: "https://bench.example/products/rain-shoe",
        text: "Price: €129.00.",
      },
    ],
    knownValues: [
      { type: "NAME", value: "Jo Nightingale" },
      { type: "EMAIL", value: "jo@example.org" },
    ],
    protectedTerms: ["Rain Shoe"],
    conversationId,
    budgetScopes: [`conversation:${conversationId}`],
    maxOutputTokens: 200,
    signal,
  };
}
