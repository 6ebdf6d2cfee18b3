import { decodeEscapes } from "~/modules/inference/escapes";
import type { Span } from "~/modules/inference/redaction/span";

export type FoundLink = Span & { readonly target: string };

const TAIL = String.raw`[^\s<>"'${"`"})\]}]`;
const SCHEME_LINK = new RegExp(String.raw`(?<![\p{L}\p{N}])[a-z][a-z0-9+.-]{1,20}:(?:\/{1,3}|\\\\)${TAIL}*`, "giu");
const BARE_SCHEME = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:javascript|vbscript|data|blob|file|mailto|tel|callto|sms|mms|whatsapp|tg|skype|facetime|geo|maps|about|intent|market|bitcoin|ethereum|magnet|ftp|ws)\s{0,2}:\s{0,2}(?=\S)${TAIL}+`,
  "giu",
);
/** Any word with something to follow right after its colon: "viber:chat". */
const ANY_SCHEME = new RegExp(String.raw`(?<![\p{L}\p{N}])[a-z][a-z0-9+.-]{2,20}:(?=[a-z?+@#%&]{3})${TAIL}+`, "giu");
const NO_SCHEME = new RegExp(String.raw`(?<![\p{L}\p{N}:/\\])(?:\/\/|\\\\)[\p{L}\p{N}[]${TAIL}*`, "giu");
const BARE_DOMAIN = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:[\p{L}\p{N}](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}])?\.){1,8}(?:\p{L}{2,24}|xn--[a-z0-9-]{2,59})(?![\p{L}\p{N}_])(?::\d{1,5})?(?:[/?#]${TAIL}*)?`,
  "giu",
);
const ENDING_ALONE = /(?<=^|\s)\.\p{L}{2,24}(?![\p{L}\p{N}_])/giu;
const IP_ADDRESS = new RegExp(
  String.raw`(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])(?::\d{1,5})?(?:\/${TAIL}*)?|\[?(?<![\p{L}\p{N}])(?:[\da-f]{1,4}:){2,7}:?[\da-f]{1,4}\]?|::[\da-f]{1,4}`,
  "giu",
);
const HANDLE = /(?<![\p{L}\p{N}._%+-])[@#](?=[\p{L}\p{N}_.]*\p{L})[\p{L}\p{N}_.]{3,40}/giu;
/** An address without an ending, such as "help@evil". */
const AT_HOST = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}][\p{L}\p{N}._%+-]*@[\p{L}\p{N}][\p{L}\p{N}.-]*/gu;
const MARKDOWN_TARGET = /\]\s{0,2}\(\s*<?([^)\s>]*)/g;
const REFERENCE_TARGET = /(?:^|\n)\s{0,3}\[[^\]\n]{1,80}\]:\s*<?(\S+)/g;
const PATTERNS = [
  SCHEME_LINK,
  BARE_SCHEME,
  ANY_SCHEME,
  NO_SCHEME,
  BARE_DOMAIN,
  ENDING_ALONE,
  IP_ADDRESS,
  HANDLE,
  AT_HOST,
];
/** No link is without one of these. */
const MAY_HOLD_LINK = /[.:/\\@#\]]/;

/** Endings that are read as such also where spaces or words stand for the dots; common words such as "de", "it" or "no" are left out. */
const ENDINGS =
  "com|net|org|info|biz|io|co|shop|store|app|dev|xyz|online|site|top|club|link|page|me|ly|gg|tv|cc|eu|uk|us|ca|au|de|fr|es|nl|be|ch|at|ru|cn|in|su|tk|ml|ga|cf|pw|example|test|invalid|localhost|onion|рф";
const UNMISTAKABLE = "com|net|org|info|biz|io|xyz|ly|gg|ru|cn|tk|onion|example|invalid";
const DOT_IN_BRACKETS = /\s*[[({<]\s*(?:\.|dot|punkt|punto|point|punt)\s*[\])}>]\s*/gi;
const DOT_WORD = new RegExp(
  String.raw`(?<=[\p{L}\p{N}])[\s_-]+(?:dot|punkt|punto|point|punt)[\s_-]+(?=(?:[\p{L}\p{N}-]{1,40}(?:\s+(?:dot|punkt|punto|point|punt)\s+|\.))?(?:${ENDINGS})(?![\p{L}\p{N}]))`,
  "giu",
);
const DOT_APART = new RegExp(
  String.raw`(?<=[\p{L}\p{N}])(?:\s+[.,]\s*|[,])(?=(?:${ENDINGS})(?![\p{L}\p{N}]))|(?<=[\p{L}\p{N}])\.\s+(?=(?:${UNMISTAKABLE})(?![\p{L}\p{N}]))|(?<=[\p{L}\p{N}])\s+\.\s+(?=\p{L})`,
  "gu",
);
const DOT_SIGNS = /(?<=[a-z\d])[。｡․·•‧∙⋅ꓸ](?=[a-z\d])/giu;
const SLASH_WORD = /\s*(?<!\p{L})(?:slash|schrägstrich)(?!\p{L})\s*/giu;
const COLON_WORD = /(?<=https?)\s+(?:colon|doppelpunkt)\s*/giu;
const SCHEME_APART = /h\s?t\s?t\s?p\s?(s?)\s?:\s?\/\s?\/\s?/gi;
const AT_APART = /(?<=[\p{L}\p{N}])\s*(?:@|[[({]\s*at\s*[\])}])\s*(?=[\p{L}\p{N}-]{1,63}\.\p{L})/giu;

const BEGINS_WITH_ENDING = new RegExp(String.raw`^(?:${ENDINGS})(?![\p{L}\p{N}])`, "u");

/** Whether two sentences are an address that was cut after its dot: "evil." and "com". */
export function isCutAddress(before: string, text: string): boolean {
  return /[\p{L}\p{N}]\.\s*$/u.test(before) && BEGINS_WITH_ENDING.test(text);
}

/** Everything in a text that a reader or a program could follow. */
export function findLinks(text: string): FoundLink[] {
  if (!MAY_HOLD_LINK.test(text)) return [];
  const found = (pattern: RegExp, group: number) =>
    [...text.matchAll(pattern)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      target: match[group] ?? "",
    }));
  const markdown = [MARKDOWN_TARGET, REFERENCE_TARGET].flatMap((pattern) => found(pattern, 1));
  return [...markdown, ...PATTERNS.flatMap((pattern) => found(pattern, 0))];
}

/** The same text with disguised dots, signs and schemes made plain; places no longer match the original's. */
export function undisguise(text: string): string {
  return decodeEscapes(text)
    .replace(DOT_IN_BRACKETS, ".")
    .replace(DOT_SIGNS, ".")
    .replace(DOT_WORD, ".")
    .replace(DOT_APART, ".")
    .replace(AT_APART, "@")
    .replace(/\bwww\s+(?=[\p{L}\p{N}])/giu, "www.")
    .replace(COLON_WORD, ":")
    .replace(SLASH_WORD, "/")
    .replace(SCHEME_APART, "http$1://")
    .replace(/\bh(?:xx|\*\*|tt)p(s?)(?=\s?[:[])/gi, "http$1");
}

/** Whether an address is one of the evidence's. A path alone leads to the shop itself: it must be one of the evidence's, too. */
export function isKnownLink(
  target: string,
  { links, urls }: { readonly links: ReadonlySet<string>; readonly urls: readonly string[] },
): boolean {
  if (links.has(normalizeLink(target))) return true;
  if (!/^\/(?![/\\])/.test(target)) return false;
  return urls.some((base) => URL.canParse(target, base) && links.has(normalizeLink(new URL(target, base).href)));
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
