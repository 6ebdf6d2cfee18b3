import { Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { withTenant, type TenantTx } from "~/db.server";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import type { FieldRef } from "~/modules/vault/vault-types";
import { ShopDomain } from "./shop-domain";

type SessionRow = NonNullable<Awaited<ReturnType<TenantTx["session"]["findFirst"]>>>;

/** Keeps the sessions of the Shopify library in the shop's own rows, tokens only as ciphertext. */
export const sessionStorage: SessionStorage = {
  async storeSession(session) {
    const shop = { shopId: ShopDomain.parse(session.shop) };
    await withTenant(shop, async (tx) => {
      const data = await toRow(tx, shop.shopId, session);
      await tx.session.upsert({
        where: { shopId_id: { shopId: shop.shopId, id: session.id } },
        create: { ...shop, id: session.id, ...data },
        update: data,
      });
    });
    return true;
  },
  async loadSession(id) {
    const shop = shopOf(id);
    if (!shop) return undefined;
    return withTenant(shop, async (tx) => {
      const row = await tx.session.findUnique({ where: { shopId_id: { ...shop, id } } });
      return row ? toSession(tx, row) : undefined;
    });
  },
  async deleteSession(id) {
    return sessionStorage.deleteSessions([id]);
  },
  async deleteSessions(ids) {
    for (const id of ids) {
      const shop = shopOf(id);
      if (shop) await withTenant(shop, (tx) => tx.session.deleteMany({ where: { ...shop, id } }));
    }
    return true;
  },
  async findSessionsByShop(domain) {
    const shop = { shopId: ShopDomain.parse(domain) };
    return withTenant(shop, async (tx) => {
      const rows = await tx.session.findMany({ where: shop });
      return Promise.all(rows.map((row) => toSession(tx, row)));
    });
  },
};

/** The library names sessions "offline_<shop>" and, for one person, "<shop>_<user>" (shopify-api, session-utils). */
function shopOf(sessionId: string): { shopId: string } | undefined {
  const candidates = [sessionId.replace(/^offline_/, ""), sessionId.replace(/_\d+$/, "")];
  const shopId = candidates.find((candidate) => ShopDomain.safeParse(candidate).success);
  return shopId === undefined ? undefined : { shopId };
}

async function toRow(tx: TenantTx, shopId: string, session: Session) {
  const encrypt = (column: string, token: string) =>
    encryptField(tx, { shopId }, tokenField(session.id, column), token);
  return {
    isOnline: session.isOnline,
    scope: session.scope ?? "",
    expires: session.expires ?? null,
    refreshTokenExpires: session.refreshTokenExpires ?? null,
    accessToken: await encrypt("access_token", session.accessToken ?? ""),
    refreshToken: session.refreshToken === undefined ? null : await encrypt("refresh_token", session.refreshToken),
  };
}

async function toSession(tx: TenantTx, row: SessionRow): Promise<Session> {
  const decrypt = (column: string, bytes: Uint8Array) => decryptField(tx, row, tokenField(row.id, column), bytes);
  return new Session({
    id: row.id,
    shop: row.shopId,
    state: "",
    isOnline: row.isOnline,
    scope: row.scope,
    accessToken: await decrypt("access_token", row.accessToken),
    ...(row.expires ? { expires: row.expires } : {}),
    ...(row.refreshToken ? { refreshToken: await decrypt("refresh_token", row.refreshToken) } : {}),
    ...(row.refreshTokenExpires ? { refreshTokenExpires: row.refreshTokenExpires } : {}),
  });
}

function tokenField(row: string, column: string): FieldRef {
  return { table: "session", column, row };
}
