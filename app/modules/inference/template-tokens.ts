/**
 * Marks by which chat templates separate roles (ChatML, Llama 2 and 3, Mistral, Gemma, Phi, DeepSeek, Alpaca): in text of people or of the
 * shop they could pass for a turn of their own. Read in the models' published tokenizer_config.json files.
 */
const TEMPLATE_TOKENS: readonly RegExp[] = [
  /<\s*[|｜]\s*\/?\s*[\p{L}\p{N}_▁ -]{1,40}\s*[|｜]\s*>/giu,
  /\[\s*\/?\s*(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|IMG)\s*\]/gi,
  /<<\s*\/?\s*SYS\s*>>/gi,
  /<\s*\/?\s*s\s*>/gi,
  /<\s*\/?\s*(?:start_of_turn|end_of_turn|bos|eos|pad|unk|begin_of_text|end_of_text|start_header_id|end_header_id|eot_id|tool_call|tool_response|think)\s*>/gi,
  /(?<=^|\n)[ \t]*#{2,}[ \t]*(?:instructions?|system|response|input|assistant|human|user)\b[ \t]*:?/gi,
  /(?<=^|\n)[ \t]*(?:system|assistant|human|user|developer)[ \t]*:/gi,
];

/** Tokens that no honest answer holds; line forms such as "user:" are only taken out of what goes in. */
const OUTPUT_TOKENS = TEMPLATE_TOKENS.slice(0, -1);

/** Takes out every template token once; the count says how many there were. */
export function removeTemplateTokens(text: string): { text: string; removed: number } {
  let removed = 0;
  const cleaned = TEMPLATE_TOKENS.reduce(
    (rest, token) =>
      rest.replace(token, () => {
        removed += 1;
        return " ";
      }),
    text,
  );
  return { text: cleaned, removed };
}

/** Whether a model's sentence holds a template token. */
export function hasTemplateToken(text: string): boolean {
  return OUTPUT_TOKENS.some((token) => text.search(token) >= 0);
}
