import { AppError } from "~/lib/app-error";
import { TtlCache } from "~/lib/ttl-cache";
import { requireShopper } from "./shopper";
import type { ShopContext } from "~/modules/tenancy/shop-context";

const WINDOW_S = 60;
/** The widget asks about twenty times a minute; several pages of one visitor share a conversation. */
const MAX_PER_WINDOW = 60;
const MAX_CONVERSATIONS = 20_000;

const counters = new TtlCache<{ count: number }>({ ttlMs: WINDOW_S * 1_000, maxEntries: MAX_CONVERSATIONS });

/**
 * Counts how often a conversation asks for news, in this process: asking is one small read and costs no model, so it is not worth a write.
 * @throws AppError `budget_exceeded`.
 */
export async function limitPolls(shop: ShopContext): Promise<void> {
  const counter = await counters.get(`${shop.shopId} ${requireShopper(shop).conversationId}`, () =>
    Promise.resolve({ count: 0 }),
  );
  counter.count += 1;
  if (counter.count <= MAX_PER_WINDOW) return;
  throw new AppError("budget_exceeded", {
    message: "one conversation asks for news too often",
    userMessage: "Please wait a moment.",
    retryAfterS: WINDOW_S,
  });
}
