import { el, link } from "./dom";
import { parseText, type Block, type Inline } from "./format-text";

/** Renders an answer's text; citation marks of known sources become buttons that call `onCite`, others are left out. */
export function renderText(
  text: string,
  sourceIds: readonly string[],
  onCite: (id: string) => void,
  labelOf: (id: string) => string,
): DocumentFragment {
  const inline = (part: Inline): Node | null => {
    if (part.kind === "text") return document.createTextNode(part.text);
    if (part.kind === "break") return el("br");
    if (part.kind === "link") return link(part.href, part.text, { class: "inline-link" });
    if (!sourceIds.includes(part.id)) return null;
    const mark = el("button", { type: "button", class: "mark", "aria-label": labelOf(part.id) }, [part.id]);
    mark.addEventListener("click", () => onCite(part.id));
    return mark;
  };
  const block = (part: Block): Node =>
    part.kind === "paragraph"
      ? el("p", { dir: "auto" }, part.content.map(inline))
      : el(
          part.isOrdered ? "ol" : "ul",
          { dir: "auto" },
          part.items.map((item) => el("li", {}, item.map(inline))),
        );
  const fragment = document.createDocumentFragment();
  fragment.append(...parseText(text).map(block));
  return fragment;
}
