import type { CopyKind } from "./copy-kinds";
import { splitSentences } from "./sentences";

// Zero-width, soft hyphen, bidirectional and tag characters (unicode.org/reports/tr36) can hide text from a reader.
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]|(?![\n\t])\p{Cc}/gu;
const PREAMBLE =
  /^(?:(?:sure|certainly|of course|okay|ok)\b[^\n:.!]{0,40}[.!,:]\s*)?(?:here(?:'s| is| are)\b[^\n:]{0,120}:\s*)?/i;
const LABEL =
  /^(?:seo |meta |image )?(?:title|description|alt(?:[- ]text)?|draft|text|answer|titel|beschreibung)\s*:\s*/i;

/** Takes off what models wrap around a text: a preamble, a label, quotes, Markdown, HTML and invisible characters. */
export function tidyDraft(text: string, kind: CopyKind): string {
  const plain = text
    .replace(INVISIBLE, "")
    .replace(/```\w*/g, "")
    .replace(/<\/?[a-z][^>]*>/gi, "")
    .replace(/(\*\*|__)(.+?)\1/g, "$2")
    .replace(/^#{1,6}\s+/gm, "")
    .replace(/^[*•]\s+/gm, "- ")
    .trim()
    .replace(PREAMBLE, "")
    .replace(LABEL, "");
  return unquote(kind === "description" ? tidyParagraphs(plain) : plain.replace(/\s+/g, " ").trim());
}

/** Drops the last sentence when the model stopped within it. A text of one unfinished sentence stays as it is. */
export function dropUnfinished(text: string): string {
  const sentences = splitSentences(text.trim());
  const last = sentences.at(-1)?.text ?? "";
  if (sentences.length < 2 || /[.!?…]["'”’)\]]*$/u.test(last)) return text.trim();
  return sentences
    .slice(0, -1)
    .map((sentence) => sentence.text)
    .join("")
    .trim();
}

function tidyParagraphs(text: string): string {
  return text
    .split("\n")
    .map((line) => line.replace(/[^\S\n]+/g, " ").trim())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function unquote(text: string): string {
  return (
    /^(?:"([^"]*)"|“([^”]*)”|„([^“]*)“|'([^']*)')$/s
      .exec(text)
      ?.slice(1)
      .find((inner) => inner !== undefined)
      ?.trim() ?? text
  );
}
