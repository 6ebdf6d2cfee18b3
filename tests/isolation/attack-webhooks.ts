import { createHmac } from "node:crypto";
import { env } from "~/env.server";
import { webhookTopics } from "~/webhooks.server";
import { foreignFields, foreignId, patience, readAll, type Attack, type Battlefield } from "./attempt";
import type { Random } from "./random";

/** Webhooks that Shopify signed for the attacker's shop, of every topic, naming the victim and its ids wherever a payload can. */
export const attackWebhooks: Attack = (random, field, at) => {
  const topic = webhookTopics[at % webhookTopics.length]?.topic ?? "APP_UNINSTALLED";
  const body = JSON.stringify(payload(random, field));
  const webhookId = random.chance(0.7) ? crypto.randomUUID() : foreignId(random, field);
  return {
    name: `webhook ${topic} ${webhookId} ${body}`,
    run: async () => {
      const headers = new Headers({
        "content-type": "application/json",
        "x-shopify-topic": topic,
        "x-shopify-shop-domain": field.expendable,
        "x-shopify-api-version": "2026-10",
        "x-shopify-hmac-sha256": createHmac("sha256", env.SHOPIFY_API_SECRET).update(body).digest("base64"),
      });
      // Not every text may stand in a header.
      headers.set("x-shopify-webhook-id", encodeURIComponent(webhookId));
      const init = { method: "POST", body, headers, signal: patience() };
      return readAll(await field.handle(new Request("http://localhost:3000/webhooks", init)));
    },
  };
};

function payload(random: Random, field: Battlefield): object {
  const id = foreignId(random, field);
  const number = Number(/\d+$/.exec(id)?.[0] ?? 7001) % Number.MAX_SAFE_INTEGER;
  return {
    id: number,
    admin_graphql_api_id: id,
    shop_id: 1,
    shop_domain: field.victim,
    myshopify_domain: field.victim,
    domain: field.victim,
    current: ["read_products"],
    customer: { id: number, email: "someone@example.com" },
    orders_to_redact: [number],
    data_request: { id: number },
    ...foreignFields(random, field, 3),
  };
}
