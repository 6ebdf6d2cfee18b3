import express from "express";
import type { Router } from "express";
import { z } from "zod";
import { changeProduct, ControlError, ProductOrder } from "./control-product.ts";
import { Fault } from "./faults.ts";
import { StoreError } from "./load-store.ts";
import type { Services } from "./services.ts";
import type { Store } from "./store-schema.ts";
import type { ReloadableRegistry } from "./store-registry.ts";
import { defaultPayload, shopPayload } from "./webhook-payloads.ts";
import type { WebhookSender } from "./webhook-sender.ts";

const Shop = z.string().regex(/^[a-z0-9-]+\.myshopify\.com$/, "a domain such as demo.myshopify.com");
const MAX_DUPLICATES = 20;
/** One that was never used (cost.ts). */
const FULL_BUCKET = { points: 0, at: 0 };

/** One order; several keys in one request are carried out in this order. */
export const ControlRequest = z.strictObject({
  reset: z.literal(true).optional(),
  fail: Fault.optional(),
  revokeToken: Shop.optional(),
  /** Ends the life of access tokens but not of their refresh tokens. */
  expireToken: Shop.optional(),
  /** Gives a shop all the points of its GraphQL bucket back. */
  fillBucket: Shop.optional(),
  embed: z.strictObject({ shop: Shop, enabled: z.boolean() }).optional(),
  customerData: z.strictObject({ shop: Shop, redacted: z.boolean() }).optional(),
  product: ProductOrder.optional(),
  webhook: z
    .strictObject({
      shop: Shop,
      topic: z.string().min(1),
      payload: z.unknown().optional(),
      duplicate: z.int().min(0).max(MAX_DUPLICATES).default(0),
    })
    .optional(),
  uninstall: Shop.optional(),
});
type ControlRequest = z.infer<typeof ControlRequest>;

/** What the orders need beyond the services. */
export type ControlDependencies = { services: Services; registry: ReloadableRegistry; sender: WebhookSender };

/** `GET` and `POST /_shopify/control`: state, failures and events on demand, for tests and development. */
export function controlRouter(dependencies: ControlDependencies): Router {
  const router = express.Router();
  router.get("/_shopify/control", (_request, response) => void response.json(describe(dependencies.services)));
  router.post("/_shopify/control", express.json({ limit: "1mb" }), (request, response) => {
    const order = ControlRequest.safeParse(request.body);
    if (!order.success) return void response.status(400).json({ error: z.prettifyError(order.error) });
    try {
      carryOut(dependencies, order.data);
      response.json({ ok: true });
    } catch (error) {
      if (!(error instanceof StoreError) && !(error instanceof ControlError)) throw error;
      response.status(400).json({ error: error.message });
    }
  });
  return router;
}

function describe({ context, faults, log, stateOf }: Services) {
  const stores = context.stores.list().map((store) => {
    const state = stateOf(store);
    return {
      shop: store.domain,
      origin: context.originOf(store),
      installed: state.installed,
      embed: state.embed ?? false,
      tokens: state.tokens.length,
      customerDataRedacted: state.redactsCustomerData,
      bulkOperations: state.bulkOperations.map(({ lines, ...operation }) => ({ ...operation, lines: lines.length })),
    };
  });
  return { stores, faults: faults.list(), requests: log.list() };
}

function carryOut({ services, registry, sender }: ControlDependencies, order: ControlRequest): void {
  const { stateOf, faults } = services;
  const storeOf = (domain: string): Store => {
    const store = registry.byDomain(domain);
    if (!store) throw new ControlError(`No loaded store has the domain ${domain}`);
    return store;
  };
  if (order.reset) reset(services, registry);
  if (order.fail) faults.set(order.fail);
  if (order.revokeToken) stateOf(storeOf(order.revokeToken)).tokens = [];
  if (order.expireToken) {
    for (const token of stateOf(storeOf(order.expireToken)).tokens) token.expiresAt = Date.now();
  }
  if (order.fillBucket) stateOf(storeOf(order.fillBucket)).bucket = FULL_BUCKET;
  if (order.embed) stateOf(storeOf(order.embed.shop)).embed = order.embed.enabled;
  if (order.customerData) stateOf(storeOf(order.customerData.shop)).redactsCustomerData = order.customerData.redacted;
  if (order.product) changeProduct(services, storeOf(order.product.shop), order.product);
  if (order.webhook) {
    const { shop, topic, payload, duplicate } = order.webhook;
    const body = payload ?? defaultPayload(services, storeOf(shop), topic);
    sender.send({ shop, topic, uri: uriOf(services, topic), payload: body, duplicate });
  }
  if (order.uninstall) uninstall(services, sender, storeOf(order.uninstall));
  services.changed();
}

/** Store data as in the files; what the app was given (tokens, embed) stays. */
function reset({ context, faults, log, stateOf }: Services, registry: ReloadableRegistry): void {
  registry.reload();
  faults.clear();
  log.clear();
  for (const store of context.stores.list()) {
    Object.assign(stateOf(store), { bulkOperations: [], bucket: FULL_BUCKET, redactsCustomerData: false });
  }
}

function uninstall(services: Services, sender: WebhookSender, store: Store): void {
  const topic = "app/uninstalled";
  Object.assign(services.stateOf(store), { installed: false, tokens: [], subscriptions: [] });
  sender.send({ shop: store.domain, topic, uri: uriOf(services, topic), payload: shopPayload(store) });
}

const uriOf = ({ app }: Services, topic: string) =>
  app.subscriptions.find((entry) => entry.topic === topic)?.uri ?? "/webhooks";
