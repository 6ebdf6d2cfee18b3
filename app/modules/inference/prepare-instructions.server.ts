import type { ShopContext } from "~/modules/tenancy/shop-context";
import { getCallProfile } from "./call-profile.server";
import { cleanText } from "./clean";
import { MAX_INSTRUCTIONS_CHARS } from "./instructions-limit";
import { compileKnownValues } from "./redaction/known-values";
import { Placeholders } from "./redaction/placeholders";
import { redactText } from "./redaction/redact-text";

/** Instructions that a member of staff wrote, made fit for a prompt as any other text of a person: cleaned, and without personal data. */
export async function prepareInstructions(shop: ShopContext, text: string): Promise<string> {
  const { countries } = await getCallProfile(shop);
  const cleaned = cleanText(text, MAX_INSTRUCTIONS_CHARS).text.trim();
  return redactText(cleaned, { known: compileKnownValues([]), terms: null, countries }, new Placeholders()).text;
}
