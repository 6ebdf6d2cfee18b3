import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { TenantTx } from "~/db.server";
import type { ChatAction } from "~/modules/support-chat/staff-chat";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { startCommerceStack, type CommerceStack } from "./commerce-stack";
import { makeCopyShop, type CopyShop } from "./product-copy-shop";

const PRODUCT = "gid://shopify/Product/1";
const stack = vi.hoisted(() => ({ current: null as CommerceStack | null }));

vi.mock("~/shopify.server", () => ({
  adminGraphql: ({ shopId }: ShopContext) => Promise.resolve(stack.current?.client(shopId)),
}));

/** Loaded after SHOPIFY_ORIGIN is known, which app/env.server.ts reads once. */
async function loadActions() {
  const modules = await Promise.all([
    import("~/modules/inference/delete-endpoint.server"),
    import("~/modules/inference/diagnose-endpoint.server"),
    import("~/modules/inference/enable-endpoint.server"),
    import("~/modules/inference/move-endpoint.server"),
    import("~/modules/inference/update-endpoint.server"),
    import("~/modules/jobs/sender.server"),
    import("~/modules/keys/request-rotation.server"),
    import("~/modules/keys/run-rotation.server"),
    import("~/modules/privacy/data-classes"),
    import("~/modules/privacy/request-retention.server"),
    import("~/modules/privacy/run-retention.server"),
    import("~/modules/privacy/save-retention.server"),
    import("~/modules/privacy/open-export.server"),
    import("~/modules/review/open-log.server"),
    import("~/modules/review/request-activity-check.server"),
    import("~/modules/review/reveal-call.server"),
    import("~/modules/support-chat/act-on-chat.server"),
    import("~/modules/support-chat/claim-turn.server"),
    import("~/modules/support-chat/finish-turn.server"),
    import("~/modules/support-chat/get-chat.server"),
    import("~/modules/support-chat/message-crypto.server"),
    import("~/modules/tenancy/change-staff-role.server"),
    import("~/modules/tenancy/install-shop.server"),
    import("~/modules/tenancy/mint-shop-context.server"),
    import("~/modules/tenancy/shop-settings.server"),
    import("~/modules/tenancy/tenancy-jobs.server"),
    import("~/modules/tenancy/tenancy-webhooks.server"),
    import("~/modules/tenancy/visitor-token.server"),
    import("~/personal-data.server"),
    import("./privacy-shop"),
  ]);
  const merged = Object.assign({}, ...modules) as UnionToIntersection<(typeof modules)[number]>; // What assign() makes of them.
  return merged;
}

type UnionToIntersection<T> = (T extends unknown ? (value: T) => void : never) extends (value: infer I) => void
  ? I
  : never;

let copy: CopyShop;
let app: Awaited<ReturnType<typeof loadActions>>;
let shop: ShopContext;
const { signal } = new AbortController();

beforeAll(async () => {
  stack.current = await startCommerceStack(["copydesk", "copyother"]);
  copy = await makeCopyShop(stack.current);
  app = await loadActions();
  shop = copy.shop;
});

afterAll(async () => {
  await app.closeSender();
  await copy.app.closeDatabase();
  await copy.model.close();
  await stack.current?.close();
});

const inShop = <T>(work: (tx: TenantTx) => Promise<T>) => copy.app.withTenant(shop, work);

async function firstEndpoint(): Promise<string> {
  return (await inShop((tx) => tx.modelEndpoint.findFirstOrThrow({ orderBy: { position: "asc" } }))).id;
}

const server = (name: string) => ({ name, baseUrl: copy.model.baseUrl, model: "scripted-model", apiKey: "" });

async function writeDraft(): Promise<string> {
  await copy.app.updateProductCopy(shop, { productId: PRODUCT, kind: "description", text: "<p>x</p>", format: "html" });
  let id = "";
  for await (const event of copy.app.streamDraft(shop, { productId: PRODUCT, kind: "description" }, signal))
    if (event.type === "draft") id = event.draftId;
  return id;
}

async function publish(): Promise<string> {
  const draftId = await writeDraft();
  const text = "A shoe.";
  expect(await copy.app.publishDraft(shop, { draftId, claimsConfirmed: true, text })).toMatchObject({ ok: true });
  return draftId;
}

async function handOver(): Promise<void> {
  const conversationId = crypto.randomUUID();
  await app.addConversation(shop, { id: conversationId, customerId: null, text: "a person, please" });
  const turnId = crypto.randomUUID();
  const id = app.turnMessageId(conversationId, turnId, "assistant");
  const row = { conversationId, turnId, author: "assistant", body: Buffer.from("-"), status: "writing" };
  await inShop((tx) => tx.message.create({ data: { shopId: shop.shopId, id, ...row } }));
  const turn = {
    shop,
    conversationId,
    customerId: null,
    locale: "en",
    state: "assistant",
    text: "",
    history: [],
  } as const;
  const reply = { status: "complete", attachments: null, state: "waiting" } as const;
  await app.finishTurn(turn, turnId, { text: "Somebody will answer.", callId: null }, reply);
}

/** A chat that waits for a person, and then what staff do with it. */
async function staffChat(...actions: readonly ChatAction["intent"][]): Promise<void> {
  const id = crypto.randomUUID();
  await app.addConversation(shop, { id, customerId: null, text: "a person, please" });
  await inShop((tx) => tx.conversation.updateMany({ where: { id }, data: { state: "waiting" } }));
  const staff = app.mintShopContext(shop.shopId, { kind: "staff", id: "1", role: "support_agent" });
  await app.getChat(staff, id);
  const make = (intent: ChatAction["intent"]): ChatAction =>
    intent === "take_over"
      ? { intent, holder: null }
      : intent === "reply"
        ? { intent, replyId: crypto.randomUUID(), text: "Somebody will answer." }
        : { intent };
  for (const intent of actions) await app.actOnChat(staff, id, make(intent));
  const shopper = app.shopperContext({ shopId: shop.shopId, conversationId: id, customerId: null });
  if (actions.includes("close")) await app.claimTurn(shopper, { turnId: crypto.randomUUID(), text: "hello" });
}

async function exportCustomer(): Promise<string> {
  await app.addConversation(shop, { id: crypto.randomUUID(), customerId: app.CUSTOMER, text: "hello" });
  const requestId = await app.receive(shop, "CUSTOMERS_DATA_REQUEST");
  await app.fulfil(shop, requestId);
  return requestId;
}

async function rotate(): Promise<void> {
  await app.runRotation(shop, await app.requestRotation(shop, "shop"), { forMs: 30_000, signal, settleMs: 0 });
}

async function retain(): Promise<void> {
  const old = new Date(Date.now() - 400 * 86_400_000);
  await app.addCall(shop, "chat");
  await inShop((tx) => tx.modelCall.updateMany({ data: { createdAt: old } }));
  await app.runRetention(shop, await app.requestRetention(shop, "staff"), app.retainedData, { forMs: 30_000, signal });
}

const staff = () => app.mintShopContext(shop.shopId, { kind: "staff", id: "1" });

async function stopCheck(): Promise<void> {
  const { id } = await inShop((tx) => tx.auditCheck.findFirstOrThrow({ where: { state: "running" } }));
  await app.cancelActivityCheck(staff(), id);
}

async function revealRecord(): Promise<void> {
  await app.revealCall(staff(), await app.addCall(shop, "chat"), "a complaint about this answer");
}

async function changeRole(): Promise<void> {
  await inShop(async (tx) => {
    const row = { shopId: shop.shopId, accountOwner: false };
    await tx.staffMember.createMany({
      data: [
        { ...row, staffId: "1", role: "owner" },
        { ...row, staffId: "2", role: null },
      ],
    });
  });
  await app.changeStaffRole(shop, { staffId: "2", role: "auditor" });
}

/** What staff, shoppers, Shopify and the schedule do, and the event that each has to leave. In this order: the last ones take all away. */
const ACTIONS: readonly (readonly [name: string, event: string, act: () => Promise<unknown>])[] = [
  ["settings are changed", "settings.changed", () => app.updateShopSettings(shop, { greeting: "Hello" })],
  ["a model server is added", "endpoint.added", () => copy.app.saveEndpoint(shop, server("second"))],
  ["a model server is moved", "endpoint.moved", async () => app.moveEndpoint(shop, await firstEndpoint(), "down")],
  [
    "a model server is changed",
    "endpoint.changed",
    async () => {
      const change = { ...server("renamed"), purposes: ["chat" as const], keyChange: "keep" as const };
      await app.updateEndpoint(shop, await firstEndpoint(), change);
    },
  ],
  [
    "a model server is switched off",
    "endpoint.disabled",
    async () => app.enableEndpoint(shop, await firstEndpoint(), false),
  ],
  [
    "a model server is switched on",
    "endpoint.enabled",
    async () => app.enableEndpoint(shop, await firstEndpoint(), true),
  ],
  [
    "a model server is checked",
    "endpoint.checked",
    async () => {
      for await (const _line of app.diagnoseEndpoint(shop, await firstEndpoint(), signal));
    },
  ],
  ["a model server is removed", "endpoint.removed", async () => app.deleteEndpoint(shop, await firstEndpoint())],
  ["a model is asked", "model_call.finished", () => app.addCall(shop, "chat")],
  [
    "a record is looked at",
    "model_call.viewed",
    async () => app.openLog(shop, await app.addCall(shop, "chat"), async () => []),
  ],
  ["personal data in a record is revealed", "model_call.revealed", revealRecord],
  ["a check of the log is asked for", "audit_log.check_requested", () => app.requestActivityCheck(staff(), 0)],
  ["a check of the log is stopped", "audit_log.check_cancelled", stopCheck],
  ["the log is checked", "audit_log.checked", () => app.requestActivityCheck(staff())],
  ["a role is given", "staff.role_changed", changeRole],
  ["a text is published", "copy.published", publish],
  ["a publication is undone", "copy.undone", async () => copy.app.undoPublish(shop, await publish())],
  ["a conversation is handed over", "conversation.handed_over", handOver],
  ["a chat is read by staff", "conversation.viewed", () => staffChat()],
  ["a chat is taken over", "conversation.taken_over", () => staffChat("take_over")],
  ["a chat is answered by staff", "conversation.answered", () => staffChat("take_over", "reply")],
  ["a chat is given back", "conversation.given_back", () => staffChat("take_over", "give_back")],
  ["a chat is closed", "conversation.closed", () => staffChat("close")],
  ["a closed chat is opened by its shopper", "conversation.reopened", () => staffChat("close")],
  ["a customer's data is asked for", "privacy_request.received", () => app.receive(shop, "CUSTOMERS_DATA_REQUEST")],
  ["a customer's data is put together", "customer.exported", exportCustomer],
  [
    "a customer's data is downloaded",
    "privacy_request.downloaded",
    async () => app.openExport(shop, await exportCustomer(), "json"),
  ],
  [
    "a customer is erased",
    "customer.redacted",
    async () => app.fulfil(shop, await app.receive(shop, "CUSTOMERS_REDACT")),
  ],
  [
    "a customer's keys are destroyed",
    "subject_keys.destroyed",
    async () => {
      await exportCustomer();
      await app.fulfil(shop, await app.receive(shop, "CUSTOMERS_REDACT"));
    },
  ],
  [
    "retention is changed",
    "retention.changed",
    () => app.saveRetention(shop, { ...app.DEFAULT_RETENTION_DAYS, sessions: 3 }),
  ],
  ["a run of retention is asked for", "retention.requested", () => app.requestRetention(shop, "staff")],
  ["retention deletes calls", "model_call.expired", retain],
  ["retention ends", "retention.applied", retain],
  ["a rotation of keys begins", "key.rotation_started", rotate],
  ["a rotation of keys ends", "key.rotated", rotate],
  [
    "calls are encrypted anew",
    "model_call.reencrypted",
    async () => {
      await app.addCall(shop, "copy");
      await rotate();
    },
  ],
  [
    "the granted access changes",
    "scopes.changed",
    async () => {
      const topic = app.tenancyWebhooks.find((entry) => entry.topic === "APP_SCOPES_UPDATE");
      await topic?.accept(shop, { current: ["read_products"] }, "w");
    },
  ],
  [
    "the app is removed",
    "app.uninstalled",
    () =>
      app.tenancyHandlers[0]?.run({ shopId: shop.shopId, uninstalledAt: new Date().toISOString() }, signal) ??
      Promise.reject(new Error("no handler")),
  ],
  ["the app is installed again", "app.installed", () => app.ensureInstalled(shop)],
  [
    "a shop's erasure begins",
    "shop.redaction_started",
    async () => app.fulfil(shop, await app.receive(shop, "SHOP_REDACT")),
  ],
  ["a shop is erased", "shop.redacted", async () => app.fulfil(shop, await app.receive(shop, "SHOP_REDACT"))],
];

it.each(ACTIONS)("%s: %s", async (_name, type, act) => {
  const count = () => inShop((tx) => tx.auditEvent.count({ where: { type } }));
  const before = await count();
  await act();
  expect(await count()).toBeGreaterThan(before);
});

it("no event has anything that a shopper wrote", async () => {
  const events = await inShop((tx) => tx.auditEvent.findMany());
  const text = events.map(({ canonical }) => Buffer.from(canonical).toString("utf8")).join("\n");
  for (const words of ["a person, please", "hello", "Somebody will answer"]) expect(text).not.toContain(words);
});
