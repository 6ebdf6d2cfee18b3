import type { z } from "zod";
import { getShop } from "~/modules/tenancy/get-shop.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { toPhoneCountries } from "./redaction/phone-countries";
import { previewRedaction } from "./redaction/preview-redaction";
import type { PersonalType } from "./redaction/span";
import type { RedactionForm } from "./redaction-form";

export type RemovedValue = {
  readonly type: PersonalType;
  readonly value: string;
  /** Which rule found it. */
  readonly detector: string;
  readonly start: number;
  readonly end: number;
};

export type ShopPreview = { readonly text: string; readonly removed: readonly RemovedValue[] };

/** What redaction would take out of a text in this shop, by our own detectors. Nothing is stored, logged or sent anywhere. */
export async function previewForShop(
  shop: ShopContext,
  { text, known }: z.output<typeof RedactionForm>,
): Promise<ShopPreview> {
  const { country, shipsTo } = await getShop(shop);
  const preview = previewRedaction({ text, known, countries: toPhoneCountries(country, shipsTo) });
  return {
    text: preview.text,
    removed: preview.spans.map((span) => ({ ...span, value: text.slice(span.start, span.end) })),
  };
}
