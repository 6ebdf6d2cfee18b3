import { escapeHtml } from "~/lib/escape-html";
import type { Block, Document } from "./document";
import { PAGE_END, pageStart } from "./html-page";

export const TO_FILL = "To be filled in by you";

/** The document as Markdown. */
export function toMarkdown({ title, intro, sections }: Document): string {
  const parts = sections.map(
    (section) => `## ${plain(section.title)}\n\n${section.blocks.map(blockToMarkdown).join("\n\n")}`,
  );
  return `# ${plain(title)}\n\n${plain(intro)}\n\n${parts.join("\n\n")}\n`;
}

function blockToMarkdown(block: Block): string {
  switch (block.kind) {
    case "text":
      return plain(block.text);
    case "fill":
      return `> **${TO_FILL}:** ${plain(block.text)}\n>\n> …`;
    case "list":
      return block.items.map((item) => `- ${plain(item)}`).join("\n");
    case "table":
      return [block.head, block.head.map(() => "---"), ...block.rows].map(row).join("\n");
  }
}

const row = (cells: readonly string[]) => `| ${cells.map((cell) => plain(cell).replaceAll("|", "\\|")).join(" | ")} |`;

/** Values from the shop stay words: no line break, no markup. */
function plain(words: string): string {
  return words.replace(/\s+/g, " ").replace(/[<>[\]`*_]/g, (sign) => `\\${sign}`);
}

/** The document as a page that stands alone. */
export function toHtml({ title, intro, sections }: Document): string {
  const body = sections.map(
    (section) =>
      `<section>\n<h2>${escapeHtml(section.title)}</h2>\n${section.blocks.map(blockToHtml).join("\n")}\n</section>`,
  );
  return `${pageStart(title, STYLE)}<main>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(intro)}</p>
${body.join("\n")}
</main>
${PAGE_END}`;
}

function blockToHtml(block: Block): string {
  switch (block.kind) {
    case "text":
      return `<p>${escapeHtml(block.text)}</p>`;
    case "fill":
      return `<p class="fill"><strong>${TO_FILL}:</strong> ${escapeHtml(block.text)}</p>`;
    case "list":
      return `<ul>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join("")}</ul>`;
    case "table":
      return `<table><thead><tr>${block.head.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join("")}</tr></thead><tbody>${block.rows
        .map((cells) => `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("")}</tr>`)
        .join("")}</tbody></table>`;
  }
}

const STYLE = `
body{font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:0}
main{max-width:64rem;margin:0 auto;padding:2rem 1rem}h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.5rem}
table{border-collapse:collapse;width:100%;font-size:.875rem}th,td{text-align:left;vertical-align:top;border-bottom:1px solid #ddd;padding:.35rem .5rem;overflow-wrap:break-word}
.fill{border:2px dashed #8a6116;background:#fff8e5;padding:.75rem 1rem;min-height:3rem}
@media print{main{max-width:none;padding:0}tr{break-inside:avoid}}`;
