import type { ShopContext } from "~/modules/tenancy/shop-context";
import { copyTextToHtml } from "./copy-html";
import type { Product } from "./commerce-types";
import { getLiveProduct, productNotFound } from "./get-live-product.server";
import { findFeaturedMediaId } from "./find-featured-media.server";
import { IMAGE_ALT_UPDATE, PRODUCT_UPDATE } from "./product-documents";
import { queryAdmin } from "./query-admin.server";
import { refreshProduct } from "./refresh-product.server";
import { toGid } from "./shopify-gid";

export type CopyChange = {
  readonly productId: string;
  readonly kind: "description" | "seo_title" | "seo_description" | "image_alt";
  readonly text: string;
  /** "html" puts a description back exactly as it was read from Shopify; "text" (the rule) escapes it. */
  readonly format?: "text" | "html";
};

export type CopyUpdate =
  | { readonly ok: true; readonly updatedAt: string }
  | { readonly ok: false; readonly reason: "rejected"; readonly messages: string[] };

/**
 * Publishes one text of a product to Shopify and brings the mirror up to date. Rejected means that Shopify said no in
 * words for the merchant (too long, no such product).
 * @throws AppError `shopify_failed`, `not_found`.
 */
export async function updateProductCopy(shop: ShopContext, change: CopyChange): Promise<CopyUpdate> {
  const productId = toGid("Product", change.productId);
  const messages =
    change.kind === "image_alt"
      ? await updateImageAlt(shop, productId, change.text)
      : await updateTexts(shop, productId, await textsOf(shop, productId, change));
  if (messages.length > 0) return { ok: false, reason: "rejected", messages };
  const refreshed = await refreshProduct(shop, productId);
  if (!refreshed) throw productNotFound(productId);
  return { ok: true, updatedAt: refreshed.product.updatedAt };
}

type Texts = { descriptionHtml: string } | { seo: { title: string; description: string } };

async function textsOf(shop: ShopContext, productId: string, change: CopyChange): Promise<Texts> {
  if (change.kind === "description") {
    return { descriptionHtml: change.format === "html" ? change.text : copyTextToHtml(change.text) };
  }
  // Shopify does not say what happens to the half of `seo` that is left out, so both are sent.
  const { seoTitle, seoDescription }: Product = await getLiveProduct(shop, productId);
  return change.kind === "seo_title"
    ? { seo: { title: change.text, description: seoDescription } }
    : { seo: { title: seoTitle, description: change.text } };
}

async function updateTexts(shop: ShopContext, id: string, texts: Texts): Promise<string[]> {
  const { data } = await queryAdmin(shop, PRODUCT_UPDATE, { product: { id, ...texts } });
  return data.productUpdate?.userErrors.map((error) => error.message) ?? ["Shopify did not carry out the change."];
}

async function updateImageAlt(shop: ShopContext, productId: string, alt: string): Promise<string[]> {
  const mediaId = await findFeaturedMediaId(shop, productId);
  if (!mediaId) return ["This product has no picture."];
  const { data } = await queryAdmin(shop, IMAGE_ALT_UPDATE, { productId, media: [{ id: mediaId, alt }] });
  return (
    data.productUpdateMedia?.mediaUserErrors.map((error) => error.message) ?? ["Shopify did not carry out the change."]
  );
}
