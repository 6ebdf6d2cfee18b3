import { createHmac } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { closeDatabase, withTenant } from "~/db.server";
import { env } from "~/env.server";
import { closeSender } from "~/modules/jobs/sender.server";
import { acceptWebhook } from "~/modules/tenancy/accept-webhook.server";
import { action, loader } from "~/routes/webhooks";
import { newShopId } from "./owner";

afterAll(async () => {
  await closeSender();
  await closeDatabase();
});

type Parts = { shop: string; topic: string; id?: string; body?: string; secret?: string };

/** As Shopify delivers it: the HMAC is over the raw body. */
function webhook({
  shop,
  topic,
  id = crypto.randomUUID(),
  body = "{}",
  secret = env.SHOPIFY_API_SECRET,
}: Parts): Request {
  return new Request("http://localhost:3000/webhooks", {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-shopify-topic": topic,
      "x-shopify-shop-domain": shop,
      "x-shopify-webhook-id": id,
      "x-shopify-api-version": "2026-10",
      "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body, "utf8").digest("base64"),
    },
  });
}

async function deliver(parts: Parts): Promise<Response> {
  return action({ request: webhook(parts), params: {}, context: {} });
}

const redact = {
  topic: "customers/redact",
  body: JSON.stringify({ customer: { id: 7001, email: "ada@example.com", phone: "+49 30 123456" } }),
};

describe("POST /webhooks", () => {
  it("takes a signed one, once per webhook id", async () => {
    const shop = newShopId();
    const id = crypto.randomUUID();
    for (let n = 0; n < 3; n += 1) expect((await deliver({ shop, id, ...redact })).status).toBe(200);
    const requests = await withTenant({ shopId: shop }, (tx) => tx.privacyRequest.findMany());
    expect(requests).toHaveLength(1);
    expect(JSON.stringify(requests)).not.toMatch(/7001|ada@|123456/);
  });

  it("takes one that is delivered several times at once only once", async () => {
    const shop = newShopId();
    const id = crypto.randomUUID();
    const answers = await Promise.all([1, 2, 3, 4].map(() => deliver({ shop, id, ...redact })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await withTenant({ shopId: shop }, (tx) => tx.privacyRequest.count())).toBe(1);
  });

  it("refuses a wrong signature with 401 and does nothing", async () => {
    const shop = newShopId();
    const response = await deliver({ shop, ...redact, secret: "not the secret" });
    expect(response.status).toBe(401);
    expect(await response.text()).toBe("");
    expect(await withTenant({ shopId: shop }, (tx) => tx.webhookReceipt.count())).toBe(0);
  });

  it("refuses a body that was changed on the way", async () => {
    const request = webhook({ shop: newShopId(), ...redact });
    const changed = new Request(request.url, {
      method: "POST",
      headers: request.headers,
      body: redact.body.replace("7001", "7002"),
    });
    expect((await action({ request: changed, params: {}, context: {} })).status).toBe(401);
  });

  it("refuses missing headers with 400", async () => {
    const request = new Request("http://localhost:3000/webhooks", { method: "POST", body: "{}" });
    expect((await action({ request, params: {}, context: {} })).status).toBe(400);
  });

  it.each(["{", '{"customer":{}}', "null"])("answers 400 to %j and keeps no receipt", async (body) => {
    const shop = newShopId();
    const response = await deliver({ shop, topic: "customers/redact", body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: "bad_request" } });
    expect(await withTenant({ shopId: shop }, (tx) => tx.webhookReceipt.count())).toBe(0);
  });

  it("takes a topic that nobody wants without a word", async () => {
    expect((await deliver({ shop: newShopId(), topic: "carts/create" })).status).toBe(200);
  });

  it("refuses more than 1 MiB", async () => {
    expect(
      (await deliver({ shop: newShopId(), topic: "carts/create", body: `"${"x".repeat(1_048_577)}"` })).status,
    ).toBe(413);
  });

  it("has nothing to read", () => {
    expect(loader().status).toBe(405);
  });
});

describe("acceptWebhook", () => {
  it("counts a delivery again when the first one failed half-way", async () => {
    const shop = newShopId();
    let tries = 0;
    const topics = [
      {
        topic: "X",
        accept: () => {
          tries += 1;
          return tries === 1 ? Promise.reject(new Error("queue is down")) : Promise.resolve();
        },
      },
    ];
    const delivery = { shop, topic: "X", webhookId: "w1", payload: {} };
    await expect(acceptWebhook(topics, delivery)).rejects.toThrow("queue is down");
    expect(await acceptWebhook(topics, delivery)).toBe("accepted");
    expect(await acceptWebhook(topics, delivery)).toBe("duplicate");
    expect(tries).toBe(2);
  });
});
