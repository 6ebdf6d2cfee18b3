import { COPY_PROMPT_VERSION, copyInstructions } from "~/modules/product-copy/copy-prompt";
import type { KnownPrompt } from "~/modules/review/prompt-choice";
import {
  groundedInstructions,
  GROUNDED_PROMPT_VERSION,
  toolInstructions,
  TOOLS_PROMPT_VERSION,
} from "~/modules/support-chat/prompts";

/** The prompts that the features use now, for calls that are run again; composed here, because review knows no other feature. */
export const CURRENT_PROMPTS: readonly KnownPrompt[] = [
  { version: GROUNDED_PROMPT_VERSION, language: "en", text: groundedInstructions("en") },
  { version: GROUNDED_PROMPT_VERSION, language: "de", text: groundedInstructions("de") },
  { version: TOOLS_PROMPT_VERSION, language: "en", text: toolInstructions("en") },
  { version: TOOLS_PROMPT_VERSION, language: "de", text: toolInstructions("de") },
  { version: COPY_PROMPT_VERSION, language: null, text: copyInstructions() },
];
