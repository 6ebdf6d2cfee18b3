import type { Product } from "~/modules/commerce/commerce-types";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { getShopSettings } from "~/modules/tenancy/shop-settings.server";
import type { ShopSettings } from "~/modules/tenancy/shop-settings";
import type { CopyRules } from "./check-text";
import { factsText, listFacts, type CopyFact } from "./product-facts";

export type LoadedFacts = {
  readonly facts: readonly CopyFact[];
  readonly rules: CopyRules;
  readonly voice: ShopSettings["brandVoice"];
};

/** What may be said about a product, and how the shop wants it said. */
export async function loadFacts(shop: ShopContext, product: Product): Promise<LoadedFacts> {
  const { brandVoice } = await getShopSettings(shop);
  const facts = listFacts(product);
  return { facts, voice: brandVoice, rules: { facts: factsText(facts), wordsToAvoid: brandVoice.wordsToAvoid } };
}
