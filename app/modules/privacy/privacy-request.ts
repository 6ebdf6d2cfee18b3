import { z } from "zod";
import { defineJob } from "~/modules/jobs/define-job";
import { ShopDomain } from "~/modules/tenancy/shop-domain";

/** What Shopify asks of every app. */
export const COMPLIANCE_TOPICS = ["CUSTOMERS_DATA_REQUEST", "CUSTOMERS_REDACT", "SHOP_REDACT"] as const;

export const PRIVACY_TOPICS = [...COMPLIANCE_TOPICS, "CONVERSATION_REDACT"] as const;

/** Who asked: Shopify, a member of staff, or the shopper in the chat. */
export const REQUEST_ORIGINS = ["shopify", "staff", "shopper"] as const;

export type RequestOrigin = (typeof REQUEST_ORIGINS)[number];

export type PrivacyTopic = (typeof PRIVACY_TOPICS)[number];

/** Shopify asks for completion within 30 days (shopify.dev/docs/apps/build/compliance/privacy-law-compliance). */
export const DUE_DAYS = 30;

const DAY_MS = 86_400_000;

/** When a request that is received now has to be done. */
export function dueDate(receivedAt: Date): Date {
  return new Date(receivedAt.getTime() + DUE_DAYS * DAY_MS);
}

/** One privacy request, by the id of its row; the row says what is asked and about whom. */
export const privacyJob = defineJob({
  name: "privacy-fulfil-request",
  schema: z.object({ shopId: ShopDomain, requestId: z.uuid() }),
  retryLimit: 20,
  expireInSeconds: 300,
});

/** Whose key encrypts a request's export. */
export const exportSubject = (requestId: string) => `privacy_request:${requestId}`;
