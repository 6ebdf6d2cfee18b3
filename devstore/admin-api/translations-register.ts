import type { Store } from "../store-schema.ts";
import type { ApiCall, View } from "./api-call.ts";
import { digestOf, findTranslatable, setTranslation, translationViews } from "./translations.ts";
import type { Translatable } from "./translations.ts";

type Input = { locale: string; key: string; value: string; translatableContentDigest: string };
type UserError = { field: string[]; message: string; code: string };

/** Source: https://shopify.dev/docs/api/admin-graphql/latest/mutations/translationsRegister */
const MAX_TRANSLATIONS = 100;

/** `Mutation.translationsRegister`; all or nothing. */
export function registerTranslations(
  { resourceId, translations }: { resourceId: string; translations: Input[] },
  call: ApiCall,
): View {
  const target = findTranslatable(call.store, resourceId);
  if (!target)
    return failed([{ field: ["resourceId"], message: "Resource does not exist", code: "RESOURCE_NOT_FOUND" }]);
  if (translations.length > MAX_TRANSLATIONS) {
    const message = `Too many translation keys for the resource (maximum is ${MAX_TRANSLATIONS})`;
    return failed([{ field: ["resourceId"], message, code: "TOO_MANY_KEYS_FOR_RESOURCE" }]);
  }
  const userErrors = translations.flatMap((input, index) => findError(call.store, target, input, index) ?? []);
  if (userErrors.length > 0) return failed(userErrors);
  for (const input of translations) {
    const text = target.texts.find((entry) => entry.key === input.key);
    if (text) setTranslation(call.store, target, text, input.locale, input.value);
  }
  call.services.changed();
  const registered = translations.flatMap(({ locale, key }) =>
    translationViews(call.store, target, locale).filter((entry) => entry.key === key),
  );
  return { translations: registered, userErrors: [] };
}

/** `Mutation.translationsRemove`. */
export function removeTranslations(
  { resourceId, translationKeys, locales }: { resourceId: string; translationKeys: string[]; locales: string[] },
  call: ApiCall,
): View {
  const target = findTranslatable(call.store, resourceId);
  if (!target)
    return failed([{ field: ["resourceId"], message: "Resource does not exist", code: "RESOURCE_NOT_FOUND" }]);
  const removed = locales.flatMap((locale) =>
    translationViews(call.store, target, locale).filter((entry) => translationKeys.includes(entry.key)),
  );
  for (const { key, locale } of removed) {
    const text = target.texts.find((entry) => entry.key === key);
    if (text) delete target.translations[locale]?.[text.storedKey];
  }
  call.services.changed();
  return { translations: removed, userErrors: [] };
}

const failed = (userErrors: UserError[]): View => ({ translations: null, userErrors });

function findError({ shop }: Store, target: Translatable, input: Input, index: number): UserError | null {
  const error = (name: string, message: string, code: string) => ({
    field: ["translations", String(index), name],
    message,
    code,
  });
  const text = target.texts.find((entry) => entry.key === input.key);
  if (!shop.locales.slice(1).includes(input.locale)) {
    return error("locale", `Locale ${input.locale} is not a valid locale for the shop`, "INVALID_LOCALE_FOR_SHOP");
  }
  if (!text) return error("key", `Key ${input.key} is not a valid translatable field`, "INVALID_KEY_FOR_MODEL");
  if (input.value.trim() === "") return error("value", "Value can't be blank", "BLANK");
  return input.translatableContentDigest === digestOf(text.value)
    ? null
    : error("translatableContentDigest", "Translatable content hash is invalid", "INVALID_TRANSLATABLE_CONTENT");
}
