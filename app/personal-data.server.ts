import { countExpiredCalls, expireCalls } from "~/modules/inference/expire-calls.server";
import {
  countExpiredExports,
  countOldRequests,
  expireExports,
  expireRequests,
} from "~/modules/privacy/expire-exports.server";
import type { PersonalDataHolder, RetainedData } from "~/modules/privacy/privacy-types";
import { countExpiredDrafts, expireDrafts } from "~/modules/product-copy/expire-drafts.server";
import { eraseCustomer } from "~/modules/support-chat/erase-customer.server";
import { countExpiredConversations, expireConversations } from "~/modules/support-chat/expire-conversations.server";
import { exportConversation, listCustomerConversations } from "~/modules/support-chat/export-customer.server";
import {
  countEndedSessions,
  countExpiredReceipts,
  expireReceipts,
  expireSessions,
} from "~/modules/tenancy/expire-upkeep.server";

/** The rooms that keep something about customers. */
export const personalDataHolders = [
  {
    name: "support_chat",
    eraseCustomer,
    listParts: listCustomerConversations,
    exportPart: exportConversation,
  },
] as const satisfies readonly PersonalDataHolder[];

/** What is kept for a time only, in the order in which it is deleted. */
export const retainedData: readonly RetainedData[] = [
  { dataClass: "conversations", count: countExpiredConversations, expire: expireConversations },
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
