import type { Span } from "~/modules/inference/redaction/span";

export type FoundLink = Span & { readonly target: string };

const SCHEME_LINK = /(?<![\p{L}\p{N}])[a-z][a-z0-9+.-]{1,20}:(?:\/\/|\\\\)[^\s<>"'`)\]}]*/giu;
const BARE_SCHEME =
  /(?<![\p{L}\p{N}])(?:javascript|vbscript|data|blob|file|mailto|tel|sms|whatsapp|about|intent)\s{0,2}:\s{0,2}[^\s<>"'`)\]}]+/giu;
const PROTOCOL_RELATIVE = /(?<![\p{L}\p{N}:/])\/\/[\p{L}\p{N}][^\s<>"'`)\]}]*/giu;
const BARE_DOMAIN =
  /(?<![\p{L}\p{N}@._/-])(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}(?:\p{Ll}{2,24}|\p{Lu}{2,24}|Com|Net|Org|Shop|Io|De|xn--[a-z0-9-]{2,59})(?![\p{L}\p{N}_])(?::\d{1,5})?(?:[/?#][^\s<>"'`)\]}]*)?/gu;
const IP_ADDRESS = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])(?::\d{1,5})?(?:\/[^\s<>"'`)\]}]*)?/g;
const MARKDOWN_TARGET = /\]\s{0,2}\(\s*<?([^)\s>]*)/g;
const REFERENCE_TARGET = /(?:^|\n)\s{0,3}\[[^\]\n]{1,80}\]:\s*<?(\S+)/g;
const PATTERNS = [SCHEME_LINK, BARE_SCHEME, PROTOCOL_RELATIVE, BARE_DOMAIN, IP_ADDRESS];

/** Everything in a text that a reader or a program could follow, with "dot" and "[.]" read as the sign. */
export function findLinks(text: string): FoundLink[] {
  const markdown = [MARKDOWN_TARGET, REFERENCE_TARGET].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      target: match[1] ?? "",
    })),
  );
  const plain = PATTERNS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      target: match[0],
    })),
  );
  return [...markdown, ...plain];
}

/** The same text with disguised dots and schemes made plain; places no longer match the original's. */
export function undisguise(text: string): string {
  return text
    .replace(/\s*[[({<]\s*(?:\.|dot|punkt)\s*[\])}>]\s*/gi, ".")
    .replace(
      /(?<=[\p{L}\p{N}])\s+(?:dot|punkt)\s+(?=(?:com|net|org|io|co|shop|store|de|uk|eu|info|biz|app|dev)\b)/giu,
      ".",
    )
    .replace(/\bh(?:xx|\*\*)p(s?)\b/gi, "http$1");
}

/** One form for addresses that lead to the same place: no scheme of the web, no "www.", no final punctuation. */
export function normalizeLink(target: string): string {
  const trimmed = target.trim().replace(/[.,;:!?*_'"…]+$/u, "");
  const bare = trimmed
    .replace(/^(?:https?:)?\/\//i, "")
    .replace(/^mailto:/i, "")
    .replace(/^www\./i, "");
  const [host = "", ...rest] = bare.split(/(?=[/?#])/);
  const path = rest.join("").replace(/\/+$/, "");
  return `${host.toLowerCase()}${path}`;
}
