import { toSkeleton } from "./lookalikes";

/** Names that stand in angle brackets. Read in the models' published tokenizer_config.json and chat templates. */
const BARE_ANGLE_NAMES = "s|bos|eos|pad|unk|mask|sop|eop|sep|cls|eod|image|img|audio|video|endoftext";
const ANGLE_NAMES = [
  "system|user|assistant|human|developer|instructions?|system[-_]reminder|system[-_]prompt",
  String.raw`im_start|im_end|image_soft_token|unused\d{1,4}|reserved_\w{1,30}`,
  "eot_id|eom_id|python_tag",
  "bos_token|eos_token|pad_token|(?:system|user|chatbot)_token",
  "tools?|tool_(?:calls?|responses?|results?|outputs?)|functions?|function_(?:calls?|results?|response)|invoke|parameters?|available_tools",
  String.raw`(?:start|end|begin)_(?:of_)?[a-z_]{2,30}|(?:seed|minimax):[a-z_:]{2,30}|extra_id_\d{1,3}|commit_(?:before|msg|after)|(?:jupyter|issue)_\w{2,20}|escape`,
  "think|thinking|thought|reasoning|scratchpad|fim_(?:prefix|middle|suffix|pad)|repo_name|file_sep|reponame|filename",
].join("|");
const BRACKET_NAMES =
  "INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS?|TOOL_RESULTS|TOOL_CONTENT|CALL_ID|ARGS|IMG|IMG_BREAK|IMG_END|AUDIO|BEGIN_AUDIO|THINK|PREFIX|SUFFIX|MIDDLE|gMASK|sMASK|MASK|BOS|EOS|SEP|CLS|PAD|UNK|control_\\d{1,4}";

/**
 * Marks by which chat templates separate roles, calls and thoughts: ChatML (Qwen, SmolLM), Llama 2 and 3, Mistral, Gemma, Phi, DeepSeek,
 * Command R, Granite, GLM, Seed, MiniMax, harmony (gpt-oss), Alpaca; and words like the marker of our own data block. In text of people or of the shop they
 * could pass for a turn of its own.
 */
const TEMPLATE_TOKENS: readonly RegExp[] = [
  /<\s*\|[^<>\n]{0,64}>|<[^<>\n]{1,64}\|\s*>/g,
  new RegExp(String.raw`\[\s*\/?\s*(?:${BRACKET_NAMES})\s*\]`, "gi"),
  /(?:<\s*<|«)\s*\/?\s*SYS\s*(?:>\s*>|»)/gi,
  new RegExp(String.raw`<\s*\/?\s*(?:${BARE_ANGLE_NAMES})\s*>`, "gi"),
  new RegExp(String.raw`<\s*\/?\s*(?:${ANGLE_NAMES})(?:[\s=:][^<>\n]{0,80})?\s*\/?\s*>`, "gi"),
  // MiniMax's marks of a turn's beginning and end.
  /\]\s?~\s?!?b\s?[[\]]|\[\s?e\s?~\s?\[|\]<\]\w{2,20}\[>\[/gi,
  /<<\s?[A-Z_]{4,40}\s?>>/g,
  /(?<![\p{L}\p{N}])(?:END\s{1,3})?DATA\s?-\s?[\da-f]{8,}(?![\p{L}\p{N}])/giu,
];
/** Flags in a message that switch the thinking of Qwen 3 and SmolLM 3 on and off. */
const FLAGS = /(?<!\S)\/(?:no_?)?think(?![\p{L}\p{N}/])/giu;
const ROLE = "(?:system(?: prompt| message)?|assistant|human|user|developer)";
/** Role names as headings and at the beginning of a line: people write so too, so only the mark goes. */
const HEADINGS = /(?<=^|\n)[ \t]*#{2,}[ \t]*(instructions?|system|response|input|assistant|human|user)\b[ \t]*:?/gi;
const ROLE_LINES = new RegExp(String.raw`(?<=^|\n)([ \t>*_]{0,8}${ROLE}[*_]{0,2})[ \t]*:`, "gi");
const ROLE_IN_CAPITALS = /(?<=[ \t])(SYSTEM|ASSISTANT|HUMAN|USER)[ \t]*:/g;

/** What no honest answer holds; line forms such as "user:" are only made harmless in what goes in. */
const OUTPUT_TOKENS = [...TEMPLATE_TOKENS, HEADINGS];
const MAY_HOLD_TOKEN = /[<[\]#/:]|DATA/i;

/** Takes out every template token once, also one in lookalike letters, and makes role names harmless; the count says how many there were. */
export function removeTemplateTokens(text: string): { text: string; removed: number } {
  if (!MAY_HOLD_TOKEN.test(toSkeleton(text))) return { text, removed: 0 };
  let removed = 0;
  const replaceAll = (rest: string, pattern: RegExp, change: (kept: string) => string) =>
    replaceBySkeleton(rest, pattern, (kept) => {
      removed += 1;
      return change(kept);
    });
  const withoutTokens = [...TEMPLATE_TOKENS, FLAGS].reduce((rest, token) => replaceAll(rest, token, () => " "), text);
  const withoutHeadings = replaceAll(withoutTokens, HEADINGS, (name) => `${name} -`);
  const cleaned = [ROLE_LINES, ROLE_IN_CAPITALS].reduce(
    (rest, role) => replaceAll(rest, role, (name) => `${name} -`),
    withoutHeadings,
  );
  return { text: cleaned, removed };
}

/** Whether a model's sentence holds a template token. */
export function hasTemplateToken(text: string): boolean {
  const skeleton = toSkeleton(text);
  return MAY_HOLD_TOKEN.test(skeleton) && OUTPUT_TOKENS.some((token) => skeleton.search(token) >= 0);
}

function replaceBySkeleton(text: string, pattern: RegExp, change: (kept: string) => string): string {
  const skeleton = toSkeleton(text);
  let replaced = "";
  let end = 0;
  for (const match of skeleton.matchAll(pattern)) {
    replaced += text.slice(end, match.index) + change(match[1] ?? "");
    end = match.index + match[0].length;
  }
  return end === 0 ? text : replaced + text.slice(end);
}
