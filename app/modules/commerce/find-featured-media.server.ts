import type { ShopContext } from "~/modules/tenancy/shop-context";
import { FEATURED_MEDIA } from "./product-documents";
import { queryAdmin } from "./query-admin.server";

/** Id of the product's first picture; null when it has none, or when the product is not there. */
export async function findFeaturedMediaId(shop: ShopContext, productId: string): Promise<string | null> {
  const { data } = await queryAdmin(shop, FEATURED_MEDIA, { id: productId });
  const media = data.product?.featuredMedia;
  return media?.mediaContentType === "IMAGE" ? media.id : null;
}
