import { z } from "zod";
import { AppError } from "~/lib/app-error";
import { getStaffRole } from "./get-staff-role.server";
import { mintShopContext } from "./mint-shop-context.server";
import type { Permission } from "./permissions";
import { requirePermission } from "./require-permission";
import type { ShopContext } from "./shop-context";
import { ShopDomain } from "./shop-domain";
import { SignedToken } from "./signed-token.server";

/** A browser begins a download within this. */
const TTL_S = 60;
const MAX_TICKET_CHARS = 1_000;

const ticket = new SignedToken({
  schema: z.object({
    shopId: ShopDomain,
    staffId: z.string(),
    /** The only address that it is good for. */
    path: z.string(),
    /** Seconds since 1970. */
    exp: z.number().int(),
  }),
  use: "inhouse download ticket v1",
  maxChars: MAX_TICKET_CHARS,
});

/**
 * An address from which a browser can download a file without App Bridge, whose session token it cannot send when it saves a file: the path,
 * signed for a minute and for who asks. Hand it out only after the permission for the file was checked.
 */
export function signDownload({ shopId, actor }: ShopContext, path: string): string {
  if (actor.kind !== "staff") throw new Error("only staff download files");
  return `${path}?ticket=${ticket.issue({ shopId, staffId: actor.id, path }, TTL_S)}`;
}

/**
 * Lets in who comes by such an address and still has the permission: the role may have been taken since it was signed.
 * @throws AppError `unauthenticated`, `forbidden`.
 */
export async function requireDownload(request: Request, permission: Permission): Promise<ShopContext> {
  const { pathname, searchParams } = new URL(request.url);
  const claims = ticket.read(searchParams.get("ticket") ?? "");
  if (claims?.path !== pathname) throw ended();
  const { shopId, staffId } = claims;
  const visitor = mintShopContext(shopId, { kind: "staff", id: staffId });
  const role = await getStaffRole(visitor, staffId);
  const shop = role ? mintShopContext(shopId, { kind: "staff", id: staffId, role }) : visitor;
  requirePermission(shop, permission);
  return shop;
}

function ended(): AppError {
  return new AppError("unauthenticated", {
    message: "no valid download ticket",
    userMessage: "This download link has ended. Go back to the list of exports and choose Download again.",
  });
}
