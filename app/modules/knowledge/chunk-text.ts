import type { HtmlBlock } from "~/modules/commerce/html-blocks";

/** A stretch of a text under one heading, short enough to be cited whole. */
export type Chunk = { readonly heading: string; readonly text: string };

export const MAX_CHUNK_CHARACTERS = 700;
const MAX_HEADING_CHARACTERS = 200;

/** Chunks of a text: never across headings, cut between blocks, and inside a block only when it is too long by itself. */
export function chunkBlocks(blocks: readonly HtmlBlock[]): Chunk[] {
  const chunks: Chunk[] = [];
  let heading = "";
  let lines: string[] = [];
  const end = () => {
    chunks.push(...packLines(lines).map((text) => ({ heading, text })));
    lines = [];
  };
  for (const block of blocks) {
    if (block.kind === "heading") {
      end();
      heading = block.text.slice(0, MAX_HEADING_CHARACTERS);
    } else {
      lines.push(block.kind === "item" ? `- ${block.text}` : block.text);
    }
  }
  end();
  return chunks;
}

/** Joins lines to texts of at most MAX_CHUNK_CHARACTERS. */
export function packLines(lines: readonly string[]): string[] {
  const packed: string[] = [];
  for (const line of lines.flatMap(splitLine)) {
    const last = packed.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= MAX_CHUNK_CHARACTERS)
      packed[packed.length - 1] = `${last}\n${line}`;
    else packed.push(line);
  }
  return packed;
}

/** A line that is too long, cut after sentences, else between words, else anywhere. */
function splitLine(line: string): string[] {
  const parts: string[] = [];
  let rest = line.trim();
  while (rest.length > MAX_CHUNK_CHARACTERS) {
    const window = rest.slice(0, MAX_CHUNK_CHARACTERS);
    const sentence = Math.max(window.lastIndexOf(". "), window.lastIndexOf("\n"));
    const cut =
      sentence > 0 ? sentence + 1 : window.lastIndexOf(" ") > 0 ? window.lastIndexOf(" ") : MAX_CHUNK_CHARACTERS;
    parts.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return rest ? [...parts, rest] : parts;
}
