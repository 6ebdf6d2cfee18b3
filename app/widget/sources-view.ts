import type { ChatAttachments } from "~/modules/support-chat/chat-protocol";
import { el, link } from "./dom";
import type { WidgetTexts } from "./widget-texts";

type Source = ChatAttachments["sources"][number];

export type SourcesView = {
  readonly element: HTMLElement;
  /** Opens one source in place, or closes it when it is open. */ readonly toggle: (id: string) => void;
};

let lastId = 0;

/** Sources as numbered chips, each opening its excerpt below them. */
export function createSourcesView(sources: readonly Source[], texts: WidgetTexts): SourcesView {
  const panelId = `ih-source-${(lastId += 1)}`;
  const excerpt = el("div", { class: "excerpt", id: panelId, hidden: true });
  const chips = new Map(sources.map((source) => [source.id, createChip(source, texts, panelId)]));
  let openId: string | null = null;
  const toggle = (id: string) => {
    openId = openId === id ? null : id;
    for (const [chipId, chip] of chips) chip.setAttribute("aria-expanded", String(chipId === openId));
    const source = sources.find((candidate) => candidate.id === openId);
    excerpt.hidden = source === undefined;
    excerpt.replaceChildren(
      ...(source
        ? [el("p", { dir: "auto" }, [source.excerpt]), link(source.url, texts.openPage, { class: "inline-link" })]
        : []),
    );
  };
  for (const [id, chip] of chips) chip.addEventListener("click", () => toggle(id));
  const list = el("div", { class: "chips", role: "group", "aria-label": texts.sources }, [...chips.values()]);
  return { element: el("div", { class: "sources" }, [list, excerpt]), toggle };
}

function createChip({ id, title }: Source, texts: WidgetTexts, panelId: string): HTMLButtonElement {
  const attributes = {
    type: "button",
    class: "chip",
    "aria-expanded": "false",
    "aria-controls": panelId,
  };
  // Its name has the words that are seen, for people who speak them to their computer (WCAG 2.5.3).
  return el("button", attributes, [
    el("span", { class: "sr" }, [`${texts.sourceWord} `]),
    el("span", { class: "number" }, [id]),
    " ",
    el("span", { class: "chip-title" }, [title]),
  ]);
}
