/** A piece of a line: text, a citation mark, a link that may be opened, or a line break. */
export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "citation"; readonly id: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string }
  | { readonly kind: "break" };

export type Block =
  | { readonly kind: "paragraph"; readonly content: readonly Inline[] }
  | { readonly kind: "list"; readonly isOrdered: boolean; readonly items: readonly (readonly Inline[])[] };

const BULLET = /^\s*[-•*]\s+/;
const NUMBER = /^\s*\d{1,2}[.)]\s+/;
const SPECIAL = /\[(\d{1,2})\]|([\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/g;

/** An answer as paragraphs and lists: all the formatting there is. Whatever else the text holds stays text. */
export function parseText(text: string): Block[] {
  return text
    .split(/\n{2,}/)
    .flatMap((part) => groupLines(part.split("\n").filter((line) => line.trim() !== "")))
    .map(toBlock);
}

type Group = { readonly kind: "text" | "bullets" | "numbers"; readonly lines: string[] };

function groupLines(lines: readonly string[]): Group[] {
  const groups: Group[] = [];
  for (const line of lines) {
    const kind = BULLET.test(line) ? "bullets" : NUMBER.test(line) ? "numbers" : "text";
    const last = groups.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else groups.push({ kind, lines: [line] });
  }
  return groups;
}

function toBlock({ kind, lines }: Group): Block {
  if (kind === "text") {
    return {
      kind: "paragraph",
      content: lines.flatMap((line, index): Inline[] => [
        ...(index > 0 ? [{ kind: "break" } as const] : []),
        ...parseLine(line),
      ]),
    };
  }
  const items = lines.map((line) => parseLine(line.replace(kind === "bullets" ? BULLET : NUMBER, "")));
  return { kind: "list", isOrdered: kind === "numbers", items };
}

function parseLine(line: string): Inline[] {
  const parts: Inline[] = [];
  let end = 0;
  for (const match of line.matchAll(SPECIAL)) {
    const [whole, citation, eMail, url] = match;
    const before = line.slice(end, match.index);
    if (before !== "") parts.push({ kind: "text", text: before });
    if (citation !== undefined) parts.push({ kind: "citation", id: citation });
    else parts.push({ kind: "link", text: whole, href: eMail === undefined ? (url ?? whole) : `mailto:${eMail}` });
    end = match.index + whole.length;
  }
  const rest = line.slice(end);
  return rest === "" ? parts : [...parts, { kind: "text", text: rest }];
}
