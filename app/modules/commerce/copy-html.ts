import { escapeHtml } from "~/lib/escape-html";
import { htmlBlocks } from "./html-blocks";

const ITEM = /^[-*•] +/;

/** Plain text of a description: paragraphs with an empty line between them, items with "- " before them. */
export function htmlToCopyText(html: string): string {
  const lines = htmlBlocks(html).map(({ kind, text }) => ({
    isItem: kind === "item",
    text: kind === "item" ? `- ${text}` : text,
  }));
  return lines.reduce((text, line, index) => {
    const isListGoingOn = line.isItem && lines[index - 1]?.isItem;
    return text + (index === 0 ? "" : isListGoingOn ? "\n" : "\n\n") + line.text;
  }, "");
}

/** Safe HTML of a plain text: paragraphs, lists and line breaks; every character of the text is escaped. */
export function copyTextToHtml(text: string): string {
  const blocks = text
    .replace(/\r\n?/g, "\n")
    .split(/\n[^\S\n]*\n+/)
    .map((block) => block.trim());
  return blocks.filter(Boolean).map(blockToHtml).join("\n");
}

function blockToHtml(block: string): string {
  const lines = block
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  if (lines.every((line) => ITEM.test(line))) {
    return `<ul>${lines.map((line) => `<li>${escapeHtml(line.replace(ITEM, ""))}</li>`).join("")}</ul>`;
  }
  return `<p>${lines.map(escapeHtml).join("<br>")}</p>`;
}
