import type { ShopContext } from "~/modules/tenancy/shop-context";
import { getCallProfile } from "./call-profile.server";
import type { CallRecord } from "./call-record";
import { readPlaceholders } from "./redact-request.server";
import { createMask, type Mask } from "./redaction/mask-text";

/** A mask for what was released of a call and said around it: its conversation's placeholders, and detectors for the rest. */
export async function openMask(shop: ShopContext, record: CallRecord): Promise<Mask> {
  const { countries } = await getCallProfile(shop);
  const { conversationId, response, evidence } = record;
  const saved = conversationId === null ? [] : (await readPlaceholders(shop, conversationId)).saved;
  const ofShop = evidence.filter(({ kind }) => kind !== "order").flatMap(({ title, text, url }) => [title, text, url]);
  return createMask(saved, countries, [response ?? "", ...ofShop]);
}
