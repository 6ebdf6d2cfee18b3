import { z } from "zod";
import { env } from "~/env.server";
import { AppError } from "~/lib/app-error";
import { deriveKey, equalInConstantTime, hmacSha256 } from "~/lib/hmac.server";
import { getStaffRole } from "./get-staff-role.server";
import { mintShopContext } from "./mint-shop-context.server";
import type { Permission } from "./permissions";
import { requirePermission } from "./require-permission";
import type { ShopContext } from "./shop-context";
import { ShopDomain } from "./shop-domain";

/** A browser begins a download within this. */
const TTL_S = 60;
const MAX_TICKET_CHARS = 1_000;

const Ticket = z.object({
  shopId: ShopDomain,
  staffId: z.string(),
  /** The only address that it is good for. */
  path: z.string(),
  /** Seconds since 1970. */
  exp: z.number().int(),
});

let key: Uint8Array | undefined;

/**
 * An address from which a browser can download a file without App Bridge, whose session token it cannot send when it saves a file: the path,
 * signed for a minute and for who asks. Hand it out only after the permission for the file was checked.
 */
export function signDownload({ shopId, actor }: ShopContext, path: string): string {
  if (actor.kind !== "staff") throw new Error("only staff download files");
  const exp = Math.floor(Date.now() / 1_000) + TTL_S;
  const body = Buffer.from(JSON.stringify(Ticket.parse({ shopId, staffId: actor.id, path, exp }))).toString(
    "base64url",
  );
  return `${path}?ticket=${body}.${Buffer.from(sign(body)).toString("base64url")}`;
}

/**
 * Lets in who comes by such an address and still has the permission: the role may have been taken since it was signed.
 * @throws AppError `unauthenticated`, `forbidden`.
 */
export async function requireDownload(request: Request, permission: Permission): Promise<ShopContext> {
  const { pathname, searchParams } = new URL(request.url);
  const ticket = readTicket(searchParams.get("ticket") ?? "");
  if (ticket?.path !== pathname || ticket.exp <= Date.now() / 1_000) throw ended();
  const { shopId, staffId } = ticket;
  const visitor = mintShopContext(shopId, { kind: "staff", id: staffId });
  const role = await getStaffRole(visitor, staffId);
  const shop = role ? mintShopContext(shopId, { kind: "staff", id: staffId, role }) : visitor;
  requirePermission(shop, permission);
  return shop;
}

function readTicket(text: string): z.infer<typeof Ticket> | null {
  const [body, mac, ...rest] = text.length > MAX_TICKET_CHARS ? [] : text.split(".");
  if (body === undefined || mac === undefined || rest.length > 0) return null;
  if (!equalInConstantTime(Buffer.from(mac, "base64url"), sign(body))) return null;
  return Ticket.parse(JSON.parse(Buffer.from(body, "base64url").toString()));
}

function sign(body: string): Uint8Array {
  key ??= deriveKey(env.SHOPIFY_API_SECRET, "inhouse download ticket v1");
  return hmacSha256(key, body);
}

function ended(): AppError {
  return new AppError("unauthenticated", {
    message: "no valid download ticket",
    userMessage: "This download link has ended. Go back to the list of exports and choose Download again.",
  });
}
