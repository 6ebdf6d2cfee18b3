import { Parser } from "htmlparser2";

/** A piece of a text between two breaks. A row's cells are joined, each under its column's heading. */
export type HtmlBlock = { readonly kind: "heading" | "paragraph" | "item" | "row"; readonly text: string };

const MAX_HTML_CHARACTERS = 200_000;
const HEADING = /^h[1-6]$/;
const BREAKING =
  /^(p|div|section|article|blockquote|ul|ol|dl|dt|dd|table|thead|tbody|tfoot|header|footer|figure|figcaption|pre|hr|summary|details)$/;
const IGNORED = /^(script|style|template|noscript|iframe|svg|head)$/;

/** Plain-text blocks of merchant HTML, in reading order; scripts, styles and pictures are left out. Never throws. */
export function htmlBlocks(html: string): HtmlBlock[] {
  const reader = new BlockReader();
  const parser = new Parser({
    onopentagname: (name) => reader.open(name),
    ontext: (text) => reader.text(text),
    onclosetag: (name) => reader.close(name),
  });
  parser.end(html.slice(0, MAX_HTML_CHARACTERS));
  return reader.finish();
}

class BlockReader {
  private readonly blocks: HtmlBlock[] = [];
  private buffer = "";
  private kind: HtmlBlock["kind"] = "paragraph";
  private ignoring = 0;
  private cells: { text: string; isHead: boolean }[] | null = null;
  private columns: string[] = [];

  open(name: string): void {
    if (IGNORED.test(name)) this.ignoring += 1;
    else if (name === "br") this.buffer += "\n";
    else if (name === "tr") this.startRow();
    else if (name === "td" || name === "th") this.buffer = "";
    else if (this.cells) this.buffer += BREAKING.test(name) ? " " : "";
    else if (HEADING.test(name)) this.flush("heading");
    else if (name === "li") this.flush("item");
    else if (BREAKING.test(name)) this.flush(this.kind === "item" ? "item" : "paragraph");
    if (name === "table") this.columns = [];
  }

  text(text: string): void {
    if (this.ignoring === 0) this.buffer += text.replace(/\s+/g, " ");
  }

  close(name: string): void {
    if (IGNORED.test(name)) this.ignoring = Math.max(0, this.ignoring - 1);
    else if (name === "td" || name === "th") this.endCell(name === "th");
    else if (name === "tr") this.endRow();
    else if (!this.cells && (HEADING.test(name) || name === "li" || BREAKING.test(name))) this.flush("paragraph");
  }

  finish(): HtmlBlock[] {
    this.flush("paragraph");
    return this.blocks;
  }

  /** Ends the current block; what follows is of the given kind. */
  private flush(next: HtmlBlock["kind"]): void {
    const text = tidy(this.buffer);
    if (text) this.blocks.push({ kind: this.kind, text });
    this.buffer = "";
    this.kind = next;
  }

  private startRow(): void {
    this.flush("paragraph");
    this.cells = [];
  }

  private endCell(isHead: boolean): void {
    this.cells?.push({ text: tidy(this.buffer).replaceAll("\n", " "), isHead });
    this.buffer = "";
  }

  private endRow(): void {
    const cells = this.cells ?? [];
    this.cells = null;
    this.buffer = "";
    if (cells.length > 1 && cells.every((cell) => cell.isHead)) {
      this.columns = cells.map((cell) => cell.text);
      return;
    }
    const text = cells.flatMap((cell, index) => (cell.text ? [this.withColumn(cell.text, index)] : [])).join(" | ");
    if (text) this.blocks.push({ kind: "row", text });
  }

  private withColumn(text: string, index: number): string {
    const column = this.columns[index];
    return column ? `${column}: ${text}` : text;
  }
}

function tidy(text: string): string {
  return text
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{2,}/g, "\n")
    .trim();
}
