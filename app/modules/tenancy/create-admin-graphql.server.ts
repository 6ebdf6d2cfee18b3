import { setTimeout as sleep } from "node:timers/promises";
import { GraphqlQueryError, HttpResponseError, HttpThrottlingError, type Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { z } from "zod";
import { AppError } from "~/lib/app-error";
import { singleFlight } from "~/lib/single-flight";
import type { ShopContext } from "./shop-context";

/** Runs one GraphQL document; answers the parsed JSON `{ data, errors, extensions }`, errors in it included. */
export type AdminGraphqlClient = (query: string, variables: Record<string, unknown>) => Promise<unknown>;

type AdminAccess = {
  readonly session: Session;
  readonly admin: {
    graphql(query: string, options: { variables: Record<string, unknown>; signal: AbortSignal }): Promise<Response>;
  };
};

/** The library's `unauthenticated.admin`: it loads the shop's token and renews one that ends within five minutes. */
type OpenAdmin = (shopId: string) => Promise<AdminAccess>;

const TIMEOUT_MS = 20_000;
const RENEWED_ELSEWHERE_MS = 500;
const UNAUTHORIZED = 401;

/** The library types what its errors carry as `any`. */
const HttpAnswer = z.object({ code: z.number() });
const HttpThrottled = z.object({ retryAfter: z.number().positive().optional().catch(undefined) });
const LibraryAnswer = z.object({
  data: z.unknown(),
  errors: z.object({ graphQLErrors: z.array(z.unknown()) }),
  extensions: z.unknown(),
});

/** Makes the function by which commerce reaches a shop's Admin API with the shop's own token. */
export function createAdminGraphql(open: OpenAdmin, sessions: SessionStorage) {
  // A refresh token works once: requests that come together share one renewal.
  const openOnce = singleFlight((shopId: string) => openOrExplain(open, shopId));

  /**
   * A client for the shop's Admin API. A token that Shopify refuses is renewed once.
   * @throws AppError `unauthenticated` when the app has no token for the shop; the client throws `shopify_failed`.
   */
  return async function adminGraphql(shop: ShopContext): Promise<AdminGraphqlClient> {
    await openOnce(shop.shopId);
    return async (query, variables) => {
      const access = await openOnce(shop.shopId);
      try {
        return await run(access, query, variables);
      } catch (error) {
        if (!isUnauthorized(error)) throw toAppError(error);
        await expire(access.session, sessions);
        return run(await openOnce(shop.shopId), query, variables).catch((again: unknown) =>
          Promise.reject(toAppError(again)),
        );
      }
    };
  };
}

async function run({ admin }: AdminAccess, query: string, variables: Record<string, unknown>): Promise<unknown> {
  try {
    const response = await admin.graphql(query, { variables, signal: AbortSignal.timeout(TIMEOUT_MS) });
    return await response.json();
  } catch (error) {
    const answer = partialAnswer(error);
    if (answer === undefined) throw error;
    return answer;
  }
}

/** The library throws away an answer that has errors beside its data, such as a withheld field; the data still counts. */
function partialAnswer(error: unknown): unknown {
  if (error instanceof HttpThrottlingError) return throttledAnswer(error);
  const failure = error instanceof GraphqlQueryError ? LibraryAnswer.safeParse(error.body) : undefined;
  if (!failure?.success) return undefined;
  const { data, errors, extensions } = failure.data;
  return { data, errors: errors.graphQLErrors, extensions };
}

/** Status 429 in the form that the Admin API says it in, so that there is one way to wait. */
function throttledAnswer({ response }: HttpThrottlingError) {
  const { retryAfter } = HttpThrottled.parse(response);
  const errors = [{ message: "Throttled", extensions: { code: "THROTTLED" } }];
  return { errors, extensions: retryAfter === undefined ? {} : { retryAfterS: retryAfter } };
}

async function openOrExplain(open: OpenAdmin, shopId: string): Promise<AdminAccess> {
  try {
    return await open(shopId);
  } catch (error) {
    if (error instanceof AppError) throw error;
  }
  // Perhaps the other process (web or worker) has just used the refresh token: its new tokens are stored in a moment.
  await sleep(RENEWED_ELSEWHERE_MS);
  return open(shopId).catch((cause: unknown) => Promise.reject(cause instanceof AppError ? cause : noAccess(cause)));
}

/** Stored as ended, so that the library renews it on the next use. */
async function expire(session: Session, sessions: SessionStorage): Promise<void> {
  session.expires = new Date(0);
  await sessions.storeSession(session);
}

function isUnauthorized(error: unknown): boolean {
  return error instanceof HttpResponseError && HttpAnswer.parse(error.response).code === UNAUTHORIZED;
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isUnauthorized(error)) return noAccess(error);
  return new AppError("shopify_failed", {
    message: "Shopify's Admin API did not answer as it should",
    userMessage: "Shopify did not answer. Please try again in a moment.",
    cause: error,
    retryAfterS: 5,
  });
}

function noAccess(cause: unknown): AppError {
  return new AppError("unauthenticated", {
    message: "no usable access token for the shop",
    userMessage: "The app has lost its access to this shop. Open it once in the Shopify admin to connect it again.",
    cause: cause instanceof Response ? new Error(`the token could not be renewed: ${cause.status}`) : cause,
  });
}
