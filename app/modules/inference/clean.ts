import { decodeEscapes } from "./escapes";
import type { Evidence, Turn } from "./inference-types";
import { removeInvisible, stripInvisible } from "./invisible";
import { findRiskSignals } from "./risk-signals";
import type { StageResult } from "./stage-log";
import { removeTemplateTokens } from "./template-tokens";

export const MAX_TURN_CHARS = 4_000;
export const MAX_EVIDENCE_CHARS = 8_000;
const MAX_TITLE_CHARS = 300;
const MAX_TURNS = 40;
const MAX_EVIDENCE = 24;
/** Each round only runs when the one before took something out, so honest text needs one. */
const MAX_ROUNDS = 20;
/** Signs that open or close a token, in every form that normal form KC leaves. */
const TOKEN_SIGNS = /[<>[\]|#«»‹›〈〉⟨⟩❮❯❬❭˂˃ᐸᐳ∣¦ǀ│┃❘❙❚┆┇【】〔〕⟦⟧⁅⁆]/g;

type Cleaned = {
  readonly text: string;
  readonly invisible: number;
  readonly templateTokens: number;
  readonly cut: boolean;
};

/** Normal form KC; "2½" becomes "2 1⁄2" and not twenty-one halves. */
function toNormalForm(text: string): string {
  return text.replace(/(?<=\d)(?=[¼-¾⅐-⅞])/gu, " ").normalize("NFKC");
}

/** Text without any invisible character, in normal form KC, to be compared with. */
export function foldForComparison(text: string): string {
  return stripInvisible(toNormalForm(text));
}

/**
 * Text of a person, of the shop or of a tool, made safe to stand in a prompt: normal form KC, nothing invisible that its letters do not need,
 * no chat-template tokens (also not ones that only appear once something else was taken out or decoded), at most `maxChars` UTF-16 units.
 * Cleaning what was cleaned changes nothing.
 */
export function cleanText(text: string, maxChars: number): Cleaned {
  const bounded = cutBetweenCharacters(text, maxChars);
  const folded = fold(bounded);
  const invisible = Math.max(0, toNormalForm(bounded).length - folded.length);
  const { text: safe, removed } = settle(folded);
  // Normal form KC can make text longer (one ligature, many letters): the cap holds for what comes out as well.
  const capped = cutBetweenCharacters(safe, maxChars);
  // A cut can leave the beginning of a word that is a token by itself ("/think" of "/thinking"): rare, and settled by one more look.
  const final = capped === safe ? safe : cutBetweenCharacters(settle(fold(capped)).text, maxChars);
  return { text: final, invisible, templateTokens: removed, cut: text.length > maxChars };
}

const fold = (text: string) => removeInvisible(toNormalForm(text));

/** Takes tokens out until none is left; after too many rounds of nesting no sign that could open one stays. */
function settle(text: string): { text: string; removed: number } {
  let current = text;
  let removed = 0;
  for (let round = 1; ; round += 1) {
    const found = removeTemplateTokens(current);
    const next = found.removed > 0 ? found : withoutEncodedTokens(current);
    if (next.removed === 0) return { text: current, removed };
    removed += next.removed;
    current = fold(round === MAX_ROUNDS ? next.text.replace(TOKEN_SIGNS, " ") : next.text);
  }
}

/** Escapes are honest text ("Tom &amp; Jerry"), unless what they stand for is a token. */
function withoutEncodedTokens(text: string): { text: string; removed: number } {
  const decoded = decodeEscapes(text);
  return decoded === text ? { text, removed: 0 } : removeTemplateTokens(fold(decoded));
}

function cutBetweenCharacters(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const end = /[\ud800-\udbff]/.test(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
  return removeInvisible(text.slice(0, end));
}

type CleanInput = { readonly turns: readonly Turn[]; readonly evidence: readonly Evidence[] };

/** Stage "clean": the newest turns and the first pieces of evidence, each cleaned and capped; what looks like an attack is noted as a signal. */
export function cleanRequest({ turns, evidence }: CleanInput): StageResult<CleanInput> {
  const counts = { invisible: 0, template_tokens: 0, cut: 0 };
  const signals: Record<string, number> = {};
  const clean = (text: string, maxChars: number) => {
    const result = cleanText(text, maxChars);
    counts.invisible += result.invisible;
    counts.template_tokens += result.templateTokens;
    counts.cut += result.cut ? 1 : 0;
    for (const signal of findRiskSignals(result.text)) signals[signal] = (signals[signal] ?? 0) + 1;
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
  return { value, verdict: changed ? "changed" : "pass", detail: { ...counts, ...signals } };
}
