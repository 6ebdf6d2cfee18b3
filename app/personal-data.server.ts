import type { TenantRef, TenantTx } from "~/db.server";
import { countExpiredCalls, expireCalls } from "~/modules/inference/expire-calls.server";
import {
  countExpiredExports,
  countOldRequests,
  expireExports,
  expireRequests,
} from "~/modules/privacy/expire-exports.server";
import type { PersonalDataHolder, RetainedData, Sweep } from "~/modules/privacy/privacy-types";
import { countExpiredDrafts, expireDrafts } from "~/modules/product-copy/expire-drafts.server";
import { eraseConversations as eraseReviews } from "~/modules/review/erase-conversations.server";
import { expireExports as expireCallExports } from "~/modules/review/expire-exports.server";
import { exportReviews } from "~/modules/review/export-conversation.server";
import { eraseConversations } from "~/modules/support-chat/erase-conversations.server";
import { countExpiredConversations, expireConversations } from "~/modules/support-chat/expire-conversations.server";
import { exportConversation, listCustomerConversations } from "~/modules/support-chat/export-customer.server";
import {
  countEndedSessions,
  countExpiredReceipts,
  expireReceipts,
  expireSessions,
} from "~/modules/tenancy/expire-upkeep.server";

/** The rooms that keep something about people; who finds it by the conversations goes before these are erased. */
export const personalDataHolders = [
  { name: "review", eraseConversations: eraseReviews },
  { name: "support_chat", eraseConversations, exports: { listParts: listCustomerConversations, exportPart } },
] as const satisfies readonly PersonalDataHolder[];

/** A conversation with what staff wrote about it. */
async function exportPart(tx: TenantTx, shop: TenantRef, id: string) {
  const conversation = await exportConversation(tx, shop, id);
  return conversation && { ...conversation, staffWords: await exportReviews(tx, shop, id) };
}

/** What is kept for a time only, in the order in which it is deleted. */
export const retainedData: readonly RetainedData[] = [
  {
    dataClass: "conversations",
    count: countExpiredConversations,
    expire: (tx, shop, before) => expireConversations(tx, shop, before, eraseReviews),
  },
  {
    dataClass: "chat_calls",
    count: (tx, shop, limits) => countExpiredCalls(tx, shop, "chat", limits),
    expire: (tx, shop, before) => expireCalls(tx, shop, "chat", before),
  },
  {
    dataClass: "copy_calls",
    count: (tx, shop, limits) => countExpiredCalls(tx, shop, "copy", limits),
    expire: (tx, shop, before) => expireCalls(tx, shop, "copy", before),
  },
  { dataClass: "copy_drafts", count: countExpiredDrafts, expire: expireDrafts },
  { dataClass: "exports", count: countExpiredExports, expire: expireExports },
  { dataClass: "privacy_requests", count: countOldRequests, expire: expireRequests },
  { dataClass: "webhook_receipts", count: countExpiredReceipts, expire: expireReceipts },
  { dataClass: "sessions", count: countEndedSessions, expire: expireSessions },
];

/** Files that go by their own days, which no merchant chooses. */
export const sweeps: readonly Sweep[] = [expireCallExports];
