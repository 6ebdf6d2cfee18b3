import { withTenant } from "~/db.server";
import { callField } from "~/modules/inference/call-fields";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { encryptField } from "~/modules/vault/encrypt-field.server";

const CALLS_PER_CONVERSATION = 4;
const BATCH_CALLS = 100;
/** A prompt with its evidence, and an answer. */
const REQUEST_CHARS = 6_000;
const ANSWER = "You can send unworn shoes back within 30 days. [1] ".repeat(4);

/** Calls with texts as long as real ones, encrypted as real ones are: four a conversation, each conversation with its key. */
export async function seedTexts(shop: ShopContext, calls: number): Promise<void> {
  const { shopId } = shop;
  const content = "Can I send these back? ".repeat(Math.ceil(REQUEST_CHARS / 23)).slice(0, REQUEST_CHARS);
  const body = JSON.stringify({ model: "bench", messages: [{ role: "user", content }] });
  let conversationId = "";
  for (let from = 0; from < calls; from += BATCH_CALLS) {
    await withTenant(shop, async (tx) => {
      for (let n = from; n < Math.min(calls, from + BATCH_CALLS); n += 1) {
        if (n % CALLS_PER_CONVERSATION === 0) conversationId = crypto.randomUUID();
        const id = crypto.randomUUID();
        const encrypt = (column: "request" | "response", text: string) =>
          encryptField(tx, shop, callField(id, column, conversationId), text);
        const texts = { request: await encrypt("request", body), response: await encrypt("response", ANSWER) };
        const call = { purpose: "chat", state: "complete", model: "bench", promptVersion: "bench@1", conversationId };
        await tx.modelCall.create({ data: { shopId, id, createdAt: new Date(Date.now() - n), ...call, ...texts } });
      }
    });
  }
}
