import { logger } from "~/logger.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { Order } from "./commerce-types";
import { CUSTOMER_ORDERS } from "./customer-documents";
import { toOrder } from "./order-mapping";
import { queryAdmin } from "./query-admin.server";
import { toGid } from "./shopify-gid";

const MAX_ORDERS = 10;

/**
 * Newest orders of one customer, live from Shopify and never stored; empty for an unknown customer. The caller takes
 * the customer's id from a signed session, never from a model or a form.
 * @throws AppError `shopify_failed`, `bad_request` for a malformed id.
 */
export async function listCustomerOrders(
  shop: ShopContext,
  customerId: string,
  page: { first: number },
): Promise<Order[]> {
  const id = toGid("Customer", customerId);
  const first = Math.min(MAX_ORDERS, Math.max(1, page.first));
  const { data } = await queryAdmin(shop, CUSTOMER_ORDERS, { id, first });
  const orders = data.customer?.orders.nodes ?? [];
  const own = orders.filter((order) => data.customer?.id === id && order.customer?.id === id);
  // Cannot happen while Shopify keeps its word; a foreign order must not be shown even then.
  if (own.length < orders.length)
    logger.error({ shopId: shop.shopId, dropped: orders.length - own.length }, "orders of another customer");
  return own.map(toOrder);
}
