import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { RequestLog } from "./request-log.ts";
import { hmacSha256 } from "./signatures.ts";

/** Shopify retries for hours; a test cannot wait that long. */
const RETRY_DELAYS_MS = [250, 500, 1_000, 2_000, 4_000, 8_000];
/** Source: https://shopify.dev/docs/apps/build/webhooks/troubleshooting-webhooks */
const RESPONSE_LIMIT_MS = 5_000;
const API_VERSION = "2026-10";

export type Delivery = { shop: string; topic: string; uri: string; payload: unknown; duplicate?: number };

/** Sends signed webhooks to the app, with retries, in the background. */
export type WebhookSender = {
  /** Starts a delivery; `duplicate` sends that many more copies with the same webhook id. */
  send(delivery: Delivery): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Gives up all retries. */
  close(): void;
};

/** Makes a sender for the app at this origin. */
export function createWebhookSender(options: { appUrl: string; apiSecret: string; log: RequestLog }): WebhookSender {
  const stop = new AbortController();
  const running = new Set<Promise<void>>();
  const start = (work: Promise<void>) => {
    running.add(work);
    void work.finally(() => running.delete(work));
  };
  return {
    send({ duplicate = 0, ...delivery }) {
      const message = makeMessage(delivery, options.apiSecret);
      for (let copy = 0; copy <= duplicate; copy += 1) start(deliver(message, options, stop.signal));
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
    close: () => stop.abort(),
  };
}

type Message = { shop: string; topic: string; uri: string; body: string; headers: Record<string, string> };

function makeMessage({ shop, topic, uri, payload }: Delivery, apiSecret: string): Message {
  const body = JSON.stringify(payload);
  const headers = {
    "content-type": "application/json",
    "user-agent": "Shopify-Captain-Hook",
    "x-shopify-topic": topic,
    "x-shopify-hmac-sha256": hmacSha256(apiSecret, body, "base64"),
    "x-shopify-shop-domain": shop,
    "x-shopify-api-version": API_VERSION,
    "x-shopify-webhook-id": randomUUID(),
    "x-shopify-event-id": randomUUID(),
    "x-shopify-triggered-at": new Date().toISOString(),
  };
  return { shop, topic, uri, body, headers };
}

async function deliver(message: Message, options: { appUrl: string; log: RequestLog }, stop: AbortSignal) {
  for (const [attempt, delay] of [0, ...RETRY_DELAYS_MS].entries()) {
    // Aborting is the only way that the wait rejects; then there is nothing left to do.
    if (delay > 0) await sleep(delay, undefined, { signal: stop }).catch(() => null);
    if (stop.aborted) return;
    const status = await post(message, options.appUrl, stop);
    const { shop, topic } = message;
    options.log.add({
      kind: "webhook",
      shop,
      method: "POST",
      path: message.uri,
      status,
      operation: topic,
      attempt: attempt + 1,
    });
    if (status >= 200 && status < 300) return;
  }
}

/** Status of the app's answer; 0 when there was none. */
async function post(message: Message, appUrl: string, stop: AbortSignal): Promise<number> {
  try {
    const response = await fetch(new URL(message.uri, appUrl), {
      method: "POST",
      headers: message.headers,
      body: message.body,
      // Shopify counts a redirect as a failed delivery.
      redirect: "manual",
      signal: AbortSignal.any([stop, AbortSignal.timeout(RESPONSE_LIMIT_MS)]),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return 0;
  }
}
