import { splitSentBody } from "./sent-messages";

/** Where a text was found: in what a person or an earlier turn said, or in the model's answer. */
export type FoundIn = "asked" | "answered";

/** A find with what stands around it. */
export type Excerpt = {
  readonly where: FoundIn;
  readonly before: string;
  readonly match: string;
  readonly after: string;
};

const AROUND_CHARS = 60;
const MAX_EXCERPTS = 3;

/** The shop's data before a question: lines of JSON between a random marker and its end (inference, stage "spotlight"). */
const DATA_BLOCK = /^(\S.*)\n(?:\{.*\}\n)*END \1\n+/;

/** A text to look for: whatever its case, with any space for a space. */
export function toPattern(text: string): RegExp {
  const escaped = text.trim().replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  return new RegExp(escaped.replace(/\s+/g, "\\s+"), "iu");
}

/**
 * Where a call's texts hold what is looked for, at most three places. Of what was sent, the turns are searched: our own instructions and the
 * shop's data would be found in nearly every call.
 */
export function findInTexts(pattern: RegExp, request: string | null, response: string | null): Excerpt[] {
  const turns = splitSentBody(request ?? "")
    .messages.filter(({ role }) => role === "user" || role === "assistant")
    .map(({ content }) => ({ where: "asked" as const, text: content.replace(DATA_BLOCK, "") }));
  const texts = [...turns.toReversed(), { where: "answered" as const, text: response ?? "" }];
  return texts.flatMap(({ where, text }) => excerptOf(pattern, where, text) ?? []).slice(0, MAX_EXCERPTS);
}

function excerptOf(pattern: RegExp, where: FoundIn, text: string): Excerpt | null {
  const found = pattern.exec(text);
  if (!found) return null;
  const [start, end] = [found.index, found.index + found[0].length];
  const [from, to] = [Math.max(0, start - AROUND_CHARS), Math.min(text.length, end + AROUND_CHARS)];
  return {
    where,
    before: `${from > 0 ? "…" : ""}${text.slice(from, start)}`,
    match: found[0],
    after: `${text.slice(end, to)}${to < text.length ? "…" : ""}`,
  };
}
