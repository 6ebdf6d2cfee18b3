import { expect, it } from "vitest";
import type { RequestSummary } from "~/modules/privacy/request-summary";
import { resultWords } from "./privacy-words";

const request = (topic: RequestSummary["topic"], counts: RequestSummary["counts"]): RequestSummary => ({
  id: "1",
  topic,
  origin: "shopify",
  shopifyId: null,
  reason: null,
  receivedAt: "",
  dueAt: "",
  finishedAt: "",
  state: "done",
  attempts: 1,
  lastError: null,
  counts,
  downloadUntil: null,
  proof: null,
});

it.each([
  [request("CUSTOMERS_DATA_REQUEST", { parts: 1 }), "Found: 1 conversation"],
  [request("CUSTOMERS_DATA_REQUEST", { parts: 0 }), "Nothing was kept of this customer"],
  [
    request("CUSTOMERS_REDACT", {
      "privacy.exports": 0,
      "support_chat.conversations": 2,
      "support_chat.messages": 1_234,
    }),
    "Erased: 2 conversations, 1,234 messages",
  ],
  [
    request("CONVERSATION_REDACT", { "review.comments": 1, "review.notes": 2, "support_chat.conversations": 1 }),
    "Erased: 1 conversation, 2 notes of staff, 1 comment of staff",
  ],
  [request("CONVERSATION_REDACT", { "support_chat.conversations": 0 }), "It was gone already"],
])("%# is told in words", (summary, words) => {
  expect(resultWords(summary)).toBe(words);
});
