import { withTenant, type TenantTx } from "~/db.server";
import { env } from "~/env.server";
import { newId } from "~/lib/new-id";
import { customerHash } from "~/modules/tenancy/customer-hash.server";
import { getKnownShop } from "~/modules/tenancy/known-shop.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { visitorKey } from "~/modules/tenancy/visitor-key.server";
import {
  issueVisitorToken,
  shopperContext,
  verifyVisitorToken,
  type VisitorClaims,
} from "~/modules/tenancy/visitor-token.server";
import type { SessionRequest, SessionResponse } from "./chat-protocol";
import { toState } from "./claim-turn.server";
import { listMessages } from "./list-messages.server";
import { textsFor } from "./texts";

const BEARER_TTL_S = 900;
const RESUME_TTL_S = 86_400;
const MAX_MESSAGES = 50;

/** Who Shopify's signature says is there. */
export type Visitor = { readonly shopId: string; readonly customerId: string | null };

/**
 * Opens the chat for a visitor: their own conversation again, when the resume token is of the same shop and the same customer (or of the
 * same guest), else a new one. Logging in or out therefore always starts a new conversation. `forwardedFor` is the proxy's header of that name.
 */
export async function openSession(
  visitor: Visitor,
  input: SessionRequest,
  forwardedFor: string | null = null,
): Promise<SessionResponse> {
  const resumed = findResumable(visitor, input.resumeToken);
  const conversationId = resumed?.conversationId ?? newId();
  const shop = shopperContext({ ...visitor, conversationId });
  const locale = toLocale(input.locale);
  const { profile, settings } = await getKnownShop(shop);
  const conversation = await withTenant(shop, (tx) => resumeOrCreate(tx, shop, visitor, conversationId, locale));
  const claims = {
    ...visitor,
    conversationId: conversation.id,
    visitor: visitorKey(visitor.shopId, forwardedFor, resumed?.visitor),
  };
  const texts = textsFor(locale);
  return {
    token: issueVisitorToken(claims, BEARER_TTL_S, "bearer"),
    expiresAt: new Date(Date.now() + BEARER_TTL_S * 1_000).toISOString(),
    resumeToken: issueVisitorToken(claims, RESUME_TTL_S, "resume"),
    origin: new URL(env.SHOPIFY_APP_URL).origin,
    conversation,
    customer: { loggedIn: visitor.customerId !== null },
    greeting: settings.greeting || texts.greeting(profile.name),
    suggestions: [...texts.suggestions],
  };
}

function findResumable(visitor: Visitor, resumeToken: string | undefined): VisitorClaims | null {
  const claims = resumeToken === undefined ? null : verifyVisitorToken(resumeToken, "resume");
  return claims && claims.shopId === visitor.shopId && claims.customerId === visitor.customerId ? claims : null;
}

async function resumeOrCreate(
  tx: TenantTx,
  shop: ShopContext,
  { customerId }: Visitor,
  id: string,
  locale: string,
): Promise<SessionResponse["conversation"]> {
  const hash = customerId === null ? null : await customerHash(tx, shop, customerId);
  const existing = await tx.conversation.findUnique({ where: { shopId_id: { shopId: shop.shopId, id } } });
  if (existing && isSameHash(existing.customerHash, hash)) {
    await tx.conversation.updateMany({ where: { shopId: shop.shopId, id }, data: { locale } });
    return { id, state: toState(existing.state), messages: await listMessages(tx, shop, id, MAX_MESSAGES) };
  }
  // An id that was resumed but is gone (erased) is not used again: its key was destroyed.
  const created = await tx.conversation.create({
    data: { shopId: shop.shopId, id: newId(), customerHash: hash, locale },
  });
  return { id: created.id, state: "assistant", messages: [] };
}

function isSameHash(a: Uint8Array | null, b: Uint8Array | null): boolean {
  if (a === null || b === null) return a === b;
  return Buffer.from(a).equals(Buffer.from(b));
}

/** "de-AT" and "de" stay; anything else is read as English. */
function toLocale(locale: string | undefined): string {
  return locale !== undefined && /^[a-z]{2}(-[A-Z]{2})?$/.test(locale) ? locale : "en";
}
