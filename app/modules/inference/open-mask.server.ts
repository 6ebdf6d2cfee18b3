import type { ShopContext } from "~/modules/tenancy/shop-context";
import { getCallProfile } from "./call-profile.server";
import type { CallRecord } from "./call-record";
import { readPlaceholders } from "./redact-request.server";
import { createMask, type Mask } from "./redaction/mask-text";

/**
 * A mask for what was released of a call and said around it: its conversation's placeholders, and detectors for the rest. What also stands in
 * the model's answer, the shop's texts or one of `shown` is left alone.
 */
export async function openMask(shop: ShopContext, record: CallRecord, shown: readonly string[] = []): Promise<Mask> {
  const { countries } = await getCallProfile(shop);
  const { conversationId, response, evidence } = record;
  const saved = conversationId === null ? [] : (await readPlaceholders(shop, conversationId)).saved;
  const ofShop = evidence.filter(({ kind }) => kind !== "order").flatMap(({ title, text, url }) => [title, text, url]);
  return createMask(saved, countries, [response ?? "", ...ofShop, ...shown]);
}

/** A mask for words that belong to no conversation: detectors only. */
export async function openShopMask(shop: ShopContext, shown: readonly string[]): Promise<Mask> {
  return createMask([], (await getCallProfile(shop)).countries, shown);
}
