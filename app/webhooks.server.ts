import { knowledgeWebhooks } from "~/modules/knowledge/knowledge-webhooks.server";
import { privacyWebhooks } from "~/modules/privacy/privacy-webhooks.server";
import { tenancyWebhooks } from "~/modules/tenancy/tenancy-webhooks.server";
import type { WebhookTopic } from "~/modules/tenancy/webhook-topic";

/** Every webhook that the app subscribes to in shopify.app.toml, by room. */
export const webhookTopics: WebhookTopic[] = [...tenancyWebhooks, ...knowledgeWebhooks, ...privacyWebhooks];
