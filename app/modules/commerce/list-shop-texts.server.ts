import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { ShopText } from "./commerce-types";
import { listLocales } from "./list-locales.server";
import { queryAdmin } from "./query-admin.server";
import { SHOP_DETAILS, pagesDocument, policiesDocument } from "./shop-documents";
import { translationsOf } from "./translation-lists";

const MAX_PAGES = 500;

type Source = Omit<ShopText, "locale"> & { readonly node: Record<string, unknown>; readonly bodyKey: string };

/**
 * The shop's policies and published pages from Shopify, in every language that they are there in.
 * @throws AppError `shopify_failed`.
 */
export async function listShopTexts(shop: ShopContext): Promise<ShopText[]> {
  const [{ primary, others }, { data }] = await Promise.all([listLocales(shop), queryAdmin(shop, SHOP_DETAILS)]);
  const storefrontUrl = data.shop.primaryDomain.url.replace(/\/$/, "");
  const sources = [
    ...(await listPolicies(shop, others, storefrontUrl)),
    ...(await listPages(shop, others, storefrontUrl)),
  ];
  return sources.flatMap((source) => inLanguages(source, primary, others)).filter((text) => text.html.trim() !== "");
}

async function listPolicies(shop: ShopContext, locales: readonly string[], storefrontUrl: string): Promise<Source[]> {
  const { data } = await queryAdmin(shop, policiesDocument(locales));
  return data.shop.shopPolicies.map((node) => ({
    id: node.id,
    kind: "policy",
    title: node.title,
    // The storefront's own address of a policy: "REFUND_POLICY" is at /policies/refund-policy.
    url: `${storefrontUrl}/policies/${node.type.toLowerCase().replaceAll("_", "-")}`,
    html: node.body,
    node,
    bodyKey: "body",
  }));
}

async function listPages(shop: ShopContext, locales: readonly string[], storefrontUrl: string): Promise<Source[]> {
  const found: Source[] = [];
  const document = pagesDocument(locales);
  let cursor: string | null = null;
  do {
    const variables: Record<string, unknown> = { after: cursor };
    const { nodes, pageInfo } = (await queryAdmin(shop, document, variables)).data.pages;
    for (const node of nodes.filter((page) => page.isPublished)) {
      const { id, handle, title, body } = node;
      found.push({
        id,
        kind: "page",
        title,
        url: `${storefrontUrl}/pages/${handle}`,
        html: body,
        node,
        bodyKey: "body_html",
      });
    }
    cursor = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (cursor !== null && found.length < MAX_PAGES);
  return found.slice(0, MAX_PAGES);
}

function inLanguages({ node, bodyKey, ...text }: Source, primary: string, others: readonly string[]): ShopText[] {
  const translated = others.flatMap((locale) => {
    const texts = translationsOf(node, locale);
    const html = texts[bodyKey];
    return html ? [{ ...text, title: texts["title"] ?? text.title, html, locale }] : [];
  });
  return [{ ...text, locale: primary }, ...translated];
}
