import type { Language } from "./texts";

/** Bump with every change of the words below: call records name the version they were made with. */
export const GROUNDED_PROMPT_VERSION = "chat-grounded@2";

export const TOOLS_PROMPT_VERSION = "chat-tools@2";

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: "English", de: "German" };

/**
 * Instructions of the grounded strategy, short because models of 135 M parameters follow short ones better. Figures, links and denials are
 * not begged for: the release gate and `judgeSentence` see to them.
 * Never a word of the shopper's or the shop's.
 */
export function groundedInstructions(language: Language): string {
  return [
    "You answer a shopper of an online shop. Use only the data. Answer in one or two short sentences.",
    // English is what small models answer in anyway; being told so makes them answer worse.
    ...(language === "en" ? [] : [`Answer in ${LANGUAGE_NAMES[language]}.`]),
  ].join("\n");
}

/** Instructions of the tools strategy, for models that the doctor has seen call tools. Never a word of the shopper's or the shop's. */
export function toolInstructions(language: Language): string {
  return [
    "You answer a shopper of an online shop. Look things up with the tools before you answer; never answer from memory.",
    // No wording of its own for that: an answer that repeats eight of our words in a row is not released.
    "Use only the data that the tools give. When it does not hold the answer, say so.",
    `Answer in ${LANGUAGE_NAMES[language]}, in one to three short sentences, without links and markup.`,
  ].join("\n");
}
