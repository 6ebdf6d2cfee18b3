import { gid, idOf } from "../gid.ts";
import type { ApiSubscription } from "../shop-state.ts";
import type { ApiCall, View } from "./api-call.ts";
import { connection } from "./connection.ts";
import type { ListArgs } from "./list-args.ts";

/** The API's `WebhookSubscription`. */
export function subscriptionView(_call: ApiCall, subscription: ApiSubscription): View {
  return {
    __typename: "WebhookSubscription",
    id: gid("WebhookSubscription", subscription.id),
    legacyResourceId: String(subscription.id),
    topic: subscription.topic,
    uri: subscription.uri,
    callbackUrl: subscription.uri,
    endpoint: { __typename: "WebhookHttpEndpoint", callbackUrl: subscription.uri },
    format: "JSON",
    filter: null,
    includeFields: [],
    metafieldNamespaces: [],
    metafields: [],
    createdAt: subscription.createdAt,
    updatedAt: subscription.createdAt,
    apiVersion: { displayName: "2026-10", handle: "2026-10", supported: true },
  };
}

/** `QueryRoot.webhookSubscriptions`: those made through the API; the declared ones are not listed by Shopify either. */
export function listSubscriptions(
  { topics, uri, ...args }: ListArgs & { topics?: string[]; uri?: string },
  call: ApiCall,
): View {
  const wanted = call.state.subscriptions
    .filter((entry) => !topics || topics.includes(entry.topic))
    .filter((entry) => uri === undefined || entry.uri === uri);
  return connection(
    call,
    wanted,
    { ...args, sortKey: null },
    { key: (entry) => entry.id, view: (entry) => subscriptionView(call, entry) },
  );
}

/** `Mutation.webhookSubscriptionCreate`. */
export function createSubscription(
  { topic, webhookSubscription }: { topic: string; webhookSubscription: { uri?: string; callbackUrl?: string } },
  call: ApiCall,
): View {
  const uri = webhookSubscription.uri ?? webhookSubscription.callbackUrl ?? "";
  const failure = (message: string) => ({
    webhookSubscription: null,
    userErrors: [{ field: ["webhookSubscription", "callbackUrl"], message }],
  });
  if (!URL.canParse(uri)) return failure("Address is invalid");
  if (call.state.subscriptions.some((entry) => entry.topic === topic && entry.uri === uri)) {
    return failure("Address for this topic has already been taken");
  }
  const id = Math.max(0, ...call.state.subscriptions.map((entry) => entry.id)) + 1;
  const subscription = { id, topic, uri, createdAt: new Date().toISOString() };
  call.state.subscriptions.push(subscription);
  call.services.changed();
  return { webhookSubscription: subscriptionView(call, subscription), userErrors: [] };
}

/** `Mutation.webhookSubscriptionDelete`. */
export function deleteSubscription({ id }: { id: string }, call: ApiCall): View {
  const index = call.state.subscriptions.findIndex((entry) => entry.id === idOf("WebhookSubscription", id));
  if (index < 0) {
    return {
      deletedWebhookSubscriptionId: null,
      userErrors: [{ field: ["id"], message: "Webhook subscription does not exist" }],
    };
  }
  call.state.subscriptions.splice(index, 1);
  call.services.changed();
  return { deletedWebhookSubscriptionId: id, userErrors: [] };
}
