import { withTenant } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";

/** What the shop's calls can be filtered by, beside what is known beforehand. */
export type CallChoices = {
  readonly models: readonly string[];
  /** ISO 639-1. */
  readonly languages: readonly string[];
  /** Stages with what they did: "check:withheld". */
  readonly flags: readonly string[];
};

const MAX_VALUES = 50;

/** Every model, language and flag that the shop's log has, from its facets: no call is read. At most 50 of each. */
export async function listCallChoices(shop: ShopContext): Promise<CallChoices> {
  const { shopId } = shop;
  const rows = await withTenant(
    shop,
    (tx) => tx.$queryRaw<{ kind: keyof CallChoices; value: string }[]>`
      SELECT DISTINCT kind, value FROM call_facet f CROSS JOIN LATERAL (
        VALUES ('models', f.model), ('languages', f.language)
        UNION ALL SELECT 'flags', flag FROM unnest(f.flags) AS flag
      ) AS choice (kind, value)
      WHERE f.shop_id = ${shopId} AND value <> '' ORDER BY kind, value`,
  );
  const of = (wanted: keyof CallChoices) =>
    rows
      .filter(({ kind }) => kind === wanted)
      .map(({ value }) => value)
      .slice(0, MAX_VALUES);
  return { models: of("models"), languages: of("languages"), flags: of("flags") };
}
