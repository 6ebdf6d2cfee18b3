import { withTenant } from "~/db.server";
import { AppError } from "~/lib/app-error";
import { newId } from "~/lib/new-id";
import type { Product } from "~/modules/commerce/commerce-types";
import { getLiveProduct } from "~/modules/commerce/get-live-product.server";
import { getShop } from "~/modules/tenancy/get-shop.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { storedText, type CopyKind } from "./copy-kinds";
import { loadFacts, type LoadedFacts } from "./load-facts.server";

export type BegunDraft = LoadedFacts & {
  readonly id: string;
  readonly kind: CopyKind;
  readonly product: Product;
  readonly locale: string;
  /** The product's page on the storefront. */
  readonly url: string;
};

/**
 * Stores a draft that is about to be written, with the field's text of now as its base.
 * @throws AppError `not_found`, `shopify_failed`; `unprocessable` for the alt text of a product without a picture.
 */
export async function beginDraft(shop: ShopContext, input: { productId: string; kind: CopyKind }): Promise<BegunDraft> {
  const [product, profile] = await Promise.all([getLiveProduct(shop, input.productId), getShop(shop)]);
  if (input.kind === "image_alt" && product.imageUrl === null) throw noPicture(product.id);
  const draft: BegunDraft = {
    ...(await loadFacts(shop, product)),
    id: newId(),
    kind: input.kind,
    product,
    locale: profile.primaryLocale,
    url: `${profile.storefrontUrl}/products/${product.handle}`,
  };
  await storeDraft(shop, draft);
  return draft;
}

async function storeDraft(shop: ShopContext, { id, kind, product, locale }: BegunDraft): Promise<void> {
  const row = {
    shopId: shop.shopId,
    id,
    kind,
    locale,
    productId: product.id,
    productTitle: product.title,
    state: "drafting",
    baseText: storedText(product, kind),
    createdBy: shop.actor.kind === "staff" ? shop.actor.id : shop.actor.kind,
  };
  await withTenant(shop, (tx) => tx.copyDraft.create({ data: row }));
}

function noPicture(productId: string): AppError {
  return new AppError("unprocessable", {
    message: `${productId} has no picture`,
    userMessage: "This product has no picture, so there is nothing to describe. Add one in Shopify first.",
  });
}
