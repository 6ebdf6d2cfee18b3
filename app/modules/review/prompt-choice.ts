import { z } from "zod";
import { MAX_INSTRUCTIONS_CHARS } from "~/modules/inference/instructions-limit";

/** A prompt that a feature uses now. */
export type KnownPrompt = {
  /** "chat-grounded@2": a name and the version of its words. */
  readonly version: string;
  /** Null when one text serves all languages. */
  readonly language: string | null;
  readonly text: string;
};

/** With which instructions a call is asked again. */
export const PromptChoice = z.discriminatedUnion("prompt", [
  /** Word for word as they were sent. */
  z.object({ prompt: z.literal("as_sent") }),
  /** Those that the feature uses now. */
  z.object({ prompt: z.literal("current") }),
  /** Words of the member of staff: an experiment, and marked as one. */
  z.object({ prompt: z.literal("experiment"), instructions: z.string().trim().min(1).max(MAX_INSTRUCTIONS_CHARS) }),
]);

export type PromptChoice = z.infer<typeof PromptChoice>;

const nameOf = (version: string) => version.split("@")[0] ?? version;

/** The words that a call's feature uses now; null when the prompt is no longer in use, or is the call's own word for word. */
export function findCurrentPrompt(
  call: { readonly promptVersion: string; readonly language: string | null; readonly instructions: string },
  prompts: readonly KnownPrompt[],
): KnownPrompt | null {
  const ofName = prompts.filter(({ version }) => nameOf(version) === nameOf(call.promptVersion));
  const found = ofName.find(({ language }) => language === null || language === (call.language ?? "en")) ?? ofName[0];
  return found && found.text !== call.instructions ? found : null;
}

/** How the record names the prompt of a call that was asked again in a member of staff's own words. */
export const experimentOf = (promptVersion: string) =>
  promptVersion.endsWith(EXPERIMENT) ? promptVersion : `${promptVersion}${EXPERIMENT}`;

const EXPERIMENT = " experiment";
