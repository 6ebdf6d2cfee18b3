import type { Language } from "./texts";

/** Bump with every change of the words below: call records name the version they were made with. */
export const GROUNDED_PROMPT_VERSION = "chat-grounded@2";

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
