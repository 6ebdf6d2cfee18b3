import { z } from "zod";
import { LIMIT_FIELDS, toLimitPatch, type LimitField } from "./limit-fields";
import { ChatStrategy, FactMetafield } from "./shop-settings";

const MAX_LIST_CHARS = 4_000;

/** A text area with one entry a line (or comma-separated), as a list without empty entries and repeats. */
const Lines = z
  .string()
  .max(MAX_LIST_CHARS)
  .transform((text) => [
    ...new Set(
      text
        .split(/[\n,]/)
        .map((line) => line.trim())
        .filter(Boolean),
    ),
  ]);

/** The settings page's form, parsed into a settings patch. */
export const SettingsForm = z
  .object({
    tone: z.string(),
    wordsToUse: Lines,
    wordsToAvoid: Lines,
    factMetafields: Lines.pipe(z.array(FactMetafield)),
    greeting: z.string(),
    chatStrategy: ChatStrategy,
    ...limitFields(),
  })
  .transform((form) => ({
    brandVoice: { tone: form.tone, wordsToUse: form.wordsToUse, wordsToAvoid: form.wordsToAvoid },
    factMetafields: form.factMetafields,
    greeting: form.greeting.trim() || undefined,
    chatStrategy: form.chatStrategy,
    ...toLimitPatch(form),
  }));

function limitFields() {
  // One entry for each of the fields, which are the keys.
  return Object.fromEntries(LIMIT_FIELDS.map((field) => [field, z.coerce.number()])) as Record<
    LimitField,
    z.ZodCoercedNumber
  >;
}
