import type { Product } from "~/modules/commerce/commerce-types";
import type { GovernedRequest } from "~/modules/inference/inference-types";
import { loadKnownValues } from "./load-known-values.server";
import { budgetScopesOf } from "./shopper";
import type { Turn } from "./turn";

type Own = "promptVersion" | "instructions" | "evidence" | "maxOutputTokens";

/** What every model call of a turn has in common. */
export type ChatRequest = Omit<GovernedRequest, Own>;

/** Null when the customer's own data cannot be loaded: without it, it could not be kept out of the prompt. */
export async function loadChatRequest(turn: Turn): Promise<ChatRequest | null> {
  const knownValues = await loadKnownValues(turn);
  return (
    knownValues && {
      purpose: "chat",
      turns: [...turn.history, { role: "user", content: turn.text }],
      knownValues,
      protectedTerms: [],
      conversationId: turn.conversationId,
      language: turn.locale,
      budgetScopes: budgetScopesOf(turn.shop),
      temperature: 0,
      signal: turn.signal,
    }
  );
}

/** Names and SKUs of products, which redaction must keep. */
export function termsOf(products: readonly Product[]): string[] {
  return products
    .flatMap(({ title, vendor, variants }) => [title, vendor, ...variants.map(({ sku }) => sku)])
    .filter((term) => term !== "");
}
