import type { BadgeProps } from "@shopify/polaris";
import type { ErasureReason } from "~/modules/privacy/erasure-reason";
import type { PrivacyTopic, RequestOrigin } from "~/modules/privacy/privacy-request";
import type { RequestState, RequestSummary } from "~/modules/privacy/request-summary";

/** What is asked, in merchants' words. */
export const TOPIC_WORDS: Readonly<Record<PrivacyTopic, string>> = {
  CUSTOMERS_DATA_REQUEST: "Copy of a customer’s data",
  CUSTOMERS_REDACT: "Erase a customer",
  SHOP_REDACT: "Erase the shop",
  CONVERSATION_REDACT: "Erase a conversation",
};

/** Who asked. */
export const ORIGIN_WORDS: Readonly<Record<RequestOrigin, string>> = {
  shopify: "From Shopify",
  staff: "Asked by staff",
  shopper: "By the shopper, in the chat",
};

/** Why one conversation is erased. */
export const REASON_WORDS: Readonly<Record<ErasureReason, string>> = {
  asked: "The shopper asked for it",
  of_others: "It holds data of somebody else",
  not_for_us: "It holds data that we must not have",
  other: "Another reason",
};

type StateWords = { readonly label: string; readonly tone?: NonNullable<BadgeProps["tone"]> };

export const STATE_WORDS: Readonly<Record<RequestState, StateWords>> = {
  open: { label: "Open", tone: "info" },
  failing: { label: "Waiting", tone: "warning" },
  overdue: { label: "Overdue", tone: "critical" },
  done: { label: "Done", tone: "success" },
};

/** Names of the counts that rooms give, one and many, in the order in which they are told. */
const COUNT_WORDS: Readonly<Record<string, readonly [string, string]>> = {
  parts: ["conversation", "conversations"],
  "support_chat.conversations": ["conversation", "conversations"],
  "support_chat.messages": ["message", "messages"],
  "support_chat.calls": ["model call made unreadable", "model calls made unreadable"],
  "review.notes": ["note of staff", "notes of staff"],
  "review.comments": ["comment of staff", "comments of staff"],
  "review.test_cases": ["test case", "test cases"],
  "review.exports": ["export of the log", "exports of the log"],
  "privacy.exports": ["copy", "copies"],
};

const ORDER = Object.keys(COUNT_WORDS);

/** What came of a request that is done, in a few words. */
export function resultWords({ topic, counts }: RequestSummary): string {
  const parts = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([one], [other]) => ORDER.indexOf(one) - ORDER.indexOf(other))
    .map(([kind, count]) => {
      const [one, many] = COUNT_WORDS[kind] ?? [kind, kind];
      return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
    });
  if (parts.length === 0)
    return topic === "CONVERSATION_REDACT" ? "It was gone already" : "Nothing was kept of this customer";
  return `${topic === "CUSTOMERS_DATA_REQUEST" ? "Found" : "Erased"}: ${parts.join(", ")}`;
}
