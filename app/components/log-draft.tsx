import { Link, Text } from "@shopify/polaris";
import { isComposed } from "~/modules/product-copy/copy-draft";
import type { WrittenDraft } from "~/modules/product-copy/find-written-draft.server";
import { copyUrl } from "./copy-url";
import { explainFailure, explainNote } from "./draft-words";
import { MarkedText } from "./marked-text";
import { RemovedList } from "./removed-list";
import { useMay } from "./use-staff";

/** What staff saw of an answer of product copy, what the checks left out of it, and why. */
export function LogDraft({ draft, response }: { draft: WrittenDraft; response: string | null }) {
  const mayOpen = useMay("copy.view");
  return (
    <>
      <Text as="h2" variant="headingSm">
        In the draft
      </Text>
      <Text as="p" tone="subdued">
        {introduce(draft, response)}
      </Text>
      {draft.text === "" || draft.text === response?.trim() ? null : <MarkedText text={draft.text} />}
      <RemovedList removed={draft.removed} />
      {mayOpen ? <Link url={copyUrl(draft.productId)}>Open the product’s drafts</Link> : null}
    </>
  );
}

function introduce({ text, note, removed, state }: WrittenDraft, response: string | null): string {
  if (state === "drafting") return "It is being written.";
  if (text === "") return explainFailure(note).text;
  if (note !== null && isComposed(note)) return `Nothing of what came back. ${explainNote(note).text}`;
  if (text === response?.trim()) return "What came back, word for word.";
  const whole = note === null ? "" : ` ${explainNote(note).text}`;
  const what = removed.length > 0 ? "without what the checks left out" : "tidied and within the field’s limit";
  return `What staff saw first: what came back, ${what}.${whole}`;
}
