import type { Evidence, Turn } from "./inference-types";
import type { StageResult } from "./stage-log";
import { removeTemplateTokens } from "./template-tokens";

export const MAX_TURN_CHARS = 4_000;
export const MAX_EVIDENCE_CHARS = 8_000;
const MAX_TITLE_CHARS = 300;
const MAX_TURNS = 40;
const MAX_EVIDENCE = 24;
/** Each round only runs when the one before took something out, so honest text needs one. */
const MAX_ROUNDS = 20;

/**
 * Characters that people do not see: format characters (\p{Cf}: zero-width, bidi controls, tags, soft hyphen), variation selectors,
 * fillers, line separators, controls but tab and newline, and unpaired surrogates, private use and unassigned code points (\p{C}).
 */
const INVISIBLE =
  /[\p{Cf}\p{Co}\p{Cs}\p{Cn}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\uffa0\ufe00-\ufe0f\u{e0100}-\u{e01ef}]|(?![\t\n])\p{Cc}/gu;
const LINE_BREAK = /\r\n?|\u2028|\u2029|\u0085/g;

type Cleaned = {
  readonly text: string;
  readonly invisible: number;
  readonly templateTokens: number;
  readonly cut: boolean;
};

/** Text without invisible characters, in normal form KC, to be compared with; what a person reads stays the same. */
export function foldForComparison(text: string): string {
  return removeInvisible(text.normalize("NFKC")).replace(LINE_BREAK, "\n");
}

/** Text without invisible characters. */
export function removeInvisible(text: string): string {
  return text.replace(LINE_BREAK, "\n").replace(INVISIBLE, "");
}

/**
 * Text of a person or of the shop, made safe to stand in a prompt: normal form KC, nothing invisible, no chat-template tokens (also not
 * ones that only appear once something else was taken out), at most `maxChars` UTF-16 units.
 */
export function cleanText(text: string, maxChars: number): Cleaned {
  const bounded = text.slice(0, maxChars);
  let current = foldForComparison(bounded);
  const invisible = Math.max(0, bounded.normalize("NFKC").length - current.length);
  let templateTokens = 0;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const { text: rest, removed } = removeTemplateTokens(current);
    templateTokens += removed;
    const next = foldForComparison(rest);
    if (next === current) break;
    current = next;
  }
  // Normal form KC can make text longer (one ligature, many letters): the cap holds for what comes out as well.
  return { text: withoutRemains(current).slice(0, maxChars), invisible, templateTokens, cut: text.length > maxChars };
}

/** After too many rounds of nesting no bracket that could open a token may stay. */
function withoutRemains(text: string): string {
  return removeTemplateTokens(text).removed === 0 ? text : text.replace(/[<>[\]|#]/g, " ");
}

type CleanInput = { readonly turns: readonly Turn[]; readonly evidence: readonly Evidence[] };

/** Stage "clean": the newest turns and the first pieces of evidence, each cleaned and capped. */
export function cleanRequest({ turns, evidence }: CleanInput): StageResult<CleanInput> {
  const counts = { invisible: 0, template_tokens: 0, cut: 0 };
  const clean = (text: string, maxChars: number) => {
    const result = cleanText(text, maxChars);
    counts.invisible += result.invisible;
    counts.template_tokens += result.templateTokens;
    counts.cut += result.cut ? 1 : 0;
    return result.text;
  };
  const value = {
    turns: turns.slice(-MAX_TURNS).map((turn) => ({ ...turn, content: clean(turn.content, MAX_TURN_CHARS).trim() })),
    evidence: evidence.slice(0, MAX_EVIDENCE).map((item) => ({
      ...item,
      title: clean(item.title, MAX_TITLE_CHARS),
      text: clean(item.text, MAX_EVIDENCE_CHARS),
    })),
  };
  const changed = Object.values(counts).some((count) => count > 0);
  return { value, verdict: changed ? "changed" : "pass", detail: counts };
}
