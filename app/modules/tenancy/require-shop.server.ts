import { authenticate } from "~/shopify.server";
import { admitStaff } from "./admit-staff.server";
import { identifyStaff } from "./identify-staff.server";
import { mintShopContext } from "./mint-shop-context.server";
import type { Permission } from "./permissions";
import { requirePermission } from "./require-permission";
import type { ShopContext } from "./shop-context";

/**
 * Lets in staff of a shop whose role has the permission: the request carries a session token that Shopify signed for this app.
 * @throws Response of the Shopify library: a redirect into the admin, or 401 for a wrong or ended token. AppError `forbidden`.
 */
export async function requireShop(request: Request, permission: Permission): Promise<ShopContext> {
  const shop = await requireStaff(request);
  requirePermission(shop, permission);
  return shop;
}

/**
 * Lets in staff of a shop, whatever their role: for the frame around all pages only, which shows nothing of the shop.
 * @throws Response of the Shopify library, as above.
 */
export async function requireStaff(request: Request): Promise<ShopContext> {
  const { session, sessionToken } = await authenticate.admin(asBrowser(request));
  const visitor = mintShopContext(session.shop, { kind: "staff", id: sessionToken.sub });
  const role = await admitStaff(visitor, sessionToken.sub, () => identifyStaff(visitor, request));
  return role === null ? visitor : mintShopContext(session.shop, { kind: "staff", id: sessionToken.sub, role });
}

// isbot takes anything shorter for a robot.
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/**
 * The same request without its body and as from a plain browser. The library turns automated browsers away with 410 before it looks
 * at their token; a merchant's own monitoring and accessibility checks are such browsers, and the token alone decides who comes in.
 */
function asBrowser(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.set("user-agent", BROWSER);
  return new Request(request.url, { method: request.method, headers, signal: request.signal });
}
