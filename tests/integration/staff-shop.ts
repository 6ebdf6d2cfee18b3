import { createHmac, randomUUID } from "node:crypto";
import { Session } from "@shopify/shopify-api";
import { withTenant } from "~/db.server";
import { env } from "~/env.server";
import { ensureInstalled } from "~/modules/tenancy/install-shop.server";
import type { Role } from "~/modules/tenancy/permissions";
import { sessionStorage } from "~/modules/tenancy/session-storage.server";
import { systemShop } from "~/modules/tenancy/system-shop.server";

/** Installs the app in a shop and gives it a token that no test outlives. */
export async function installForStaff(shopId: string): Promise<void> {
  await ensureInstalled(systemShop(shopId, "test"));
  const session = new Session({
    id: `offline_${shopId}`,
    shop: shopId,
    state: "",
    isOnline: false,
    scope: env.SCOPES,
    accessToken: "shpat_test",
    expires: new Date(Date.now() + 3_600_000),
  });
  await sessionStorage.storeSession(session);
}

/** Somebody who has been in the app, with a role or none. */
export async function addStaff(shopId: string, staffId: string, role: Role | null): Promise<void> {
  await withTenant({ shopId }, async (tx) => {
    await tx.staffMember.create({ data: { shopId, staffId, role, accountOwner: false } });
  });
}

/** A session token as Shopify signs it for a member of staff. */
export function sessionToken(shopId: string, staffId: string): string {
  const now = Math.floor(Date.now() / 1_000);
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const message = `${encode({ alg: "HS256", typ: "JWT" })}.${encode({
    iss: `https://${shopId}/admin`,
    dest: `https://${shopId}`,
    aud: env.SHOPIFY_API_KEY,
    sub: staffId,
    exp: now + 60,
    nbf: now - 1,
    iat: now,
    jti: randomUUID(),
    sid: randomUUID(),
  })}`;
  return `${message}.${createHmac("sha256", env.SHOPIFY_API_SECRET).update(message).digest("base64url")}`;
}

/** A request of the admin's pages by a member of staff. */
export function staffRequest(shopId: string, staffId: string, path: string, init: RequestInit = {}): Request {
  const headers = new Headers(init.headers);
  headers.set("authorization", `Bearer ${sessionToken(shopId, staffId)}`);
  return new Request(new URL(path, env.SHOPIFY_APP_URL), { ...init, headers });
}
