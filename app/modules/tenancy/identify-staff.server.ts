import { RequestedTokenType } from "@shopify/shopify-api";
import { z } from "zod";
import { logger } from "~/logger.server";
import { tokenExchange } from "~/shopify.server";
import type { ShopContext } from "./shop-context";

/** Who a member of staff is, as Shopify says. */
export type StaffIdentity = {
  readonly staffId: string;
  /** The shop's owner in Shopify, of whom there is one. */
  readonly accountOwner: boolean;
  /** May be empty. */
  readonly name: string;
  readonly email: string;
};

const EXCHANGE_TIMEOUT_MS = 5_000;
const MAX_CHARS = 200;

const Text = z
  .string()
  .nullish()
  .transform((text) => (text ?? "").trim().slice(0, MAX_CHARS));

// Source: https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/online-access-tokens
const AssociatedUser = z.object({
  id: z.number(),
  account_owner: z.boolean(),
  first_name: Text,
  last_name: Text,
  email: Text,
});

/**
 * Asks Shopify who sent a request that was let in: its session token names a number only. The online token that comes with the answer is
 * not kept. Null when Shopify does not say in time; the reason is logged.
 */
export async function identifyStaff({ shopId, actor }: ShopContext, request: Request): Promise<StaffIdentity | null> {
  const sessionToken = readSessionToken(request);
  if (actor.kind !== "staff" || sessionToken === null) return null;
  try {
    const requestedTokenType = RequestedTokenType.OnlineAccessToken;
    const exchange = tokenExchange({ shop: shopId, sessionToken, requestedTokenType });
    const { session } = await Promise.race([exchange, timeout()]);
    const user = AssociatedUser.parse(session.onlineAccessInfo?.associated_user);
    if (String(user.id) !== actor.id) throw new Error("Shopify named somebody else than the session token");
    const name = [user.first_name, user.last_name].filter(Boolean).join(" ");
    return { staffId: actor.id, accountOwner: user.account_owner, name, email: user.email };
  } catch (error) {
    // The library's error may hold the request, with the token in it.
    logger.warn({ shopId, reason: error instanceof Error ? error.name : "unknown" }, "Shopify did not say who this is");
    return null;
  }
}

/** From where the Shopify library reads it: shopify-app-remix 6.0.1, get-session-token-header. */
function readSessionToken(request: Request): string | null {
  const header = request.headers.get("authorization")?.replace("Bearer ", "");
  return header ?? new URL(request.url).searchParams.get("id_token");
}

function timeout(): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error("timeout")), EXCHANGE_TIMEOUT_MS).unref();
  });
}
