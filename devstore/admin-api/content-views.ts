import { gid } from "../gid.ts";
import type { Store } from "../store-schema.ts";
import type { ApiCall, View } from "./api-call.ts";
import { UNDATED } from "./collection-view.ts";
import type { ListKind } from "./connection.ts";
import { htmlToText } from "./html-text.ts";
import { publishedTranslations } from "./translations.ts";

type Page = Store["pages"][number];
type Policy = Store["policies"][number];
/** Longest `bodySummary`; source: the field's description in the schema. */
const SUMMARY_CHARACTERS = 150;

/** How pages are listed. */
export function pageKind(call: ApiCall): ListKind<Page> {
  return {
    key: (page) => page.id,
    view: (page) => pageView(call, page),
    search: (page) => ({
      default: [page.title, htmlToText(page.body)],
      id: page.id,
      title: page.title,
      handle: page.handle,
      published_status: page.isPublished ? "published" : "unpublished",
      updated_at: UNDATED,
    }),
    sort: { ID: (page) => page.id, TITLE: (page) => page.title, UPDATED_AT: (page) => page.id },
  };
}

/** The API's `Page`. */
export function pageView(call: ApiCall, page: Page): View {
  return {
    __typename: "Page",
    id: gid("Page", page.id),
    handle: page.handle,
    title: page.title,
    body: page.body,
    bodySummary: htmlToText(page.body).slice(0, SUMMARY_CHARACTERS),
    isPublished: page.isPublished,
    publishedAt: page.isPublished ? UNDATED : null,
    createdAt: UNDATED,
    updatedAt: UNDATED,
    defaultCursor: "",
    metafield: null,
    translations: publishedTranslations(call, gid("Page", page.id)),
  };
}

/** The API's `ShopPolicy`. */
export function policyView(call: ApiCall, policy: Policy): View {
  const { context } = call.services;
  return {
    __typename: "ShopPolicy",
    id: gid("ShopPolicy", policy.id),
    type: policy.type,
    title: policy.title,
    body: policy.body,
    url: `${context.originOf(call.store)}/policies/${policy.type.toLowerCase().replaceAll("_", "-")}`,
    createdAt: UNDATED,
    updatedAt: UNDATED,
    translations: publishedTranslations(call, gid("ShopPolicy", policy.id)),
  };
}
