import { z } from "zod";
import type { AdminDocument } from "./admin-document";
import { translationLists } from "./translation-lists";

const PAGE_SIZE = 50;
/** More than there are. */
const MAX_COUNTRIES = 400;

export const SHOP_DETAILS = {
  text: `query ShopDetails { shop { name currencyCode shopAddress { countryCodeV2 } primaryDomain { url } shipsToCountries } }`,
  data: z.object({
    shop: z.object({
      name: z.string(),
      currencyCode: z.string(),
      shopAddress: z.object({ countryCodeV2: z.string().nullable() }),
      primaryDomain: z.object({ url: z.string() }),
      shipsToCountries: z.array(z.string().length(2)).max(MAX_COUNTRIES),
    }),
  }),
} satisfies AdminDocument<unknown>;

export const SHOP_LOCALES = {
  text: `query ShopLocales { shopLocales(published: true) { locale primary } }`,
  data: z.object({ shopLocales: z.array(z.object({ locale: z.string(), primary: z.boolean() })) }),
} satisfies AdminDocument<unknown>;

const Policy = z.looseObject({ id: z.string(), type: z.string(), title: z.string(), body: z.string() });
const Page = z.looseObject({
  id: z.string(),
  handle: z.string(),
  title: z.string(),
  body: z.string(),
  isPublished: z.boolean(),
});

/** The shop's policies with their translations. */
export function policiesDocument(locales: readonly string[]) {
  return {
    text: `query Policies { shop { shopPolicies { id type title body ${translationLists(locales)} } } }`,
    data: z.object({ shop: z.object({ shopPolicies: z.array(Policy) }) }),
  } satisfies AdminDocument<unknown>;
}

/** One page of the shop's pages with their translations. */
export function pagesDocument(locales: readonly string[]) {
  return {
    text: `query Pages($after: String) {
      pages(first: ${PAGE_SIZE}, after: $after) {
        nodes { id handle title body isPublished ${translationLists(locales)} }
        pageInfo { hasNextPage endCursor }
      }
    }`,
    data: z.object({
      pages: z.object({
        nodes: z.array(Page),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      }),
    }),
  } satisfies AdminDocument<unknown>;
}

export const THEME_SETTINGS = {
  text: `query ThemeSettings {
    themes(first: 1, roles: [MAIN]) {
      nodes { files(first: 1, filenames: ["config/settings_data.json"]) { nodes { body { ... on OnlineStoreThemeFileBodyText { content } } } } }
    }
  }`,
  data: z.object({
    themes: z
      .object({
        nodes: z.array(
          z.object({
            files: z
              .object({ nodes: z.array(z.object({ body: z.object({ content: z.string().optional() }) })) })
              .nullable(),
          }),
        ),
      })
      .nullable(),
  }),
} satisfies AdminDocument<unknown>;
