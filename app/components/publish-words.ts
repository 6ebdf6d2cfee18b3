import type { PublishResult } from "~/modules/product-copy/publish-draft.server";
import type { UndoResult } from "~/modules/product-copy/undo-publish.server";

const IN_PROGRESS = "Somebody is doing this at this moment. Reload the page to see what came of it.";

/** What a try to publish ran into; empty when it went well. */
export function explainPublish(result: PublishResult): {
  problem?: string;
  textError?: string;
  conflict?: string;
  isConfirmationMissing?: boolean;
} {
  if (result.ok) return {};
  switch (result.reason) {
    case "conflict":
      return { conflict: result.currentText };
    case "unconfirmed_claims":
      return { isConfirmationMissing: true };
    case "empty":
      return { textError: "Write a text before you publish it." };
    case "too_long":
      return { textError: "The text is too long to publish. Shorten it." };
    case "in_progress":
      return { problem: IN_PROGRESS };
    case "not_open":
      return { problem: "This draft is not open any more. Reload the page to see how it stands." };
    case "rejected":
      return { problem: `Shopify did not accept the text: ${result.messages.join(" ")}` };
  }
}

/** What a try to undo ran into; empty when it went well. */
export function explainUndo(result: UndoResult): { problem?: string } {
  if (result.ok) return {};
  switch (result.reason) {
    case "conflict":
      return {
        problem:
          "The text was changed in Shopify after it was published, so the old one was not put back. Edit the product in Shopify, or write a new draft.",
      };
    case "in_progress":
      return { problem: IN_PROGRESS };
    case "not_published":
      return { problem: "This draft is not published, so there is nothing to undo." };
    case "rejected":
      return { problem: `Shopify did not accept the old text: ${result.messages.join(" ")}` };
  }
}
