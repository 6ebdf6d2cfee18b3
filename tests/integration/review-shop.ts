import { withTenant } from "~/db.server";
import { customerHash } from "~/modules/tenancy/customer-hash.server";
import { mintShopContext } from "~/modules/tenancy/mint-shop-context.server";
import type { Role } from "~/modules/tenancy/permissions";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { shopperContext } from "~/modules/tenancy/visitor-token.server";
import type { GovernedRequest } from "~/modules/inference/inference-types";
import { collect, makeModelShop, outcomeOf, requestOf } from "./inference-shop";

export const CUSTOMER = "gid://shopify/Customer/7001";

/** A member of staff of the shop, by their number. */
export const staffOf = ({ shopId }: ShopContext, id = "501", role: Role = "reviewer"): ShopContext =>
  mintShopContext(shopId, { kind: "staff", id, role });

/** A shop with a model server and one conversation of a customer. */
export async function makeReviewShop(baseUrl: string) {
  const shop = await makeModelShop([baseUrl]);
  const conversationId = crypto.randomUUID();
  await withTenant(shop, async (tx) => {
    const customer = await customerHash(tx, shop, CUSTOMER);
    await tx.conversation.create({ data: { shopId: shop.shopId, id: conversationId, customerHash: customer } });
  });
  const shopper = shopperContext({ shopId: shop.shopId, conversationId, customerId: "7001" });
  const askAs = async (question: string, rest: Partial<GovernedRequest> = {}) =>
    outcomeOf(await collect(shopper, requestOf(question, { conversationId, ...rest }))).callId;
  const askCopy = async (question: string) =>
    outcomeOf(await collect(shop, requestOf(question, { purpose: "copy", productId: "gid://shopify/Product/1" })))
      .callId;
  return { shop, staff: staffOf(shop), other: staffOf(shop, "502"), conversationId, askAs, askCopy };
}

/** The types of the shop's audit events, in order, with their payloads. */
export async function eventsOf(shop: ShopContext, prefix: string) {
  const rows = await withTenant(shop, (tx) =>
    tx.auditEvent.findMany({ where: { shopId: shop.shopId, type: { startsWith: prefix } }, orderBy: { seq: "asc" } }),
  );
  return rows.map(({ type, canonical }) => {
    const { payload, actor } = JSON.parse(new TextDecoder().decode(canonical)) as { payload: object; actor: object };
    return { type, payload, actor };
  });
}
