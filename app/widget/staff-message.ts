import { el, link, type Child } from "./dom";
import type { WidgetTexts } from "./widget-texts";

/** An address, without what ends the sentence around it. */
const ADDRESS = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/;

/** What a person of the shop said: plain text as it was written, with its web addresses as links. */
export function createStaffMessage(text: string, texts: WidgetTexts): HTMLElement {
  // Splitting by a group gives text and addresses in turn.
  const parts = text
    .split(ADDRESS)
    .map((part, index): Child => (index % 2 === 0 ? part : link(part, part, { class: "inline-link" })));
  return el("li", { class: "answer staff" }, [
    el("p", { class: "staff-line muted" }, [texts.staffSaid]),
    el("p", { class: "staff-text", dir: "auto" }, parts),
  ]);
}
