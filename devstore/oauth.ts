import express from "express";
import type { Request, Response, Router } from "express";
import { z } from "zod";
import {
  ACCESS_TOKEN_LIFE_SECONDS,
  findByRefreshToken,
  makeAccessToken,
  REFRESH_TOKEN_LIFE_SECONDS,
} from "./access-tokens.ts";
import type { AccessToken } from "./access-tokens.ts";
import { withFaults } from "./faults.ts";
import { findStore } from "./services.ts";
import type { Services } from "./services.ts";
import { readSessionToken } from "./session-token.ts";
import type { SessionClaims } from "./session-token.ts";
import { listStaff } from "./staff-cookie.ts";
import type { Store } from "./store-schema.ts";

const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";
const ONLINE = "urn:shopify:params:oauth:token-type:online-access-token";
const ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";

const ONLINE_TOKEN_LIFE_SECONDS = 24 * 3_600;

/** Of a shop; in development every session asks for another. */
const MAX_TOKENS = 50;

const Client = { client_id: z.string(), client_secret: z.string() };
const TokenRequest = z.discriminatedUnion("grant_type", [
  z.object({
    ...Client,
    grant_type: z.literal("urn:ietf:params:oauth:grant-type:token-exchange"),
    subject_token: z.string(),
    subject_token_type: z.literal(ID_TOKEN),
    requested_token_type: z.enum([OFFLINE, ONLINE]),
    expiring: z.union([z.string(), z.number()]).transform(String).default("0"),
  }),
  z.object({ ...Client, grant_type: z.literal("refresh_token"), refresh_token: z.string() }),
]);
type TokenRequest = z.infer<typeof TokenRequest>;

/**
 * `POST /_shopify/<shop>/admin/oauth/access_token`: token exchange and refresh, in the forms that
 * `@shopify/shopify-api` 15 (lib/auth/oauth) sends and reads.
 */
export function oauthRouter(services: Services): Router {
  const router = express.Router();
  const path = "/_shopify/:domain/admin/oauth/access_token";
  const refuse = (mode: "throttle" | "error", response: Response) => {
    fail(response, mode === "throttle" ? 429 : 500, "temporarily_unavailable", "The dev store was told to fail");
  };
  router.post(path, (request, response, next) => {
    // Express empties the parameters when the route is left.
    const shop = request.params.domain;
    response.on("finish", () => logRequest(services, shop, request, response));
    next();
  });
  router.post(
    path,
    withFaults(services.faults, "oauth", refuse),
    express.json(),
    express.urlencoded({ extended: false }),
  );
  router.post(path, (request, response) => answer(services, request, response));
  return router;
}

function logRequest({ log }: Services, shop: string, request: Request, response: Response): void {
  const body = z.object({ grant_type: z.string() }).safeParse(request.body).data;
  log.add({
    kind: "oauth",
    shop,
    method: "POST",
    path: request.path,
    status: response.statusCode,
    operation: body?.grant_type,
  });
}

function answer(services: Services, request: Request, response: Response): void {
  const store = findStore(services, request.params["domain"]);
  if (!store) return fail(response, 404, "invalid_request", "Shop not found");
  const body = TokenRequest.safeParse(request.body);
  if (!body.success) return fail(response, 400, "invalid_request", z.prettifyError(body.error));
  const { apiKey, apiSecret } = services.context;
  if (body.data.client_id !== apiKey || body.data.client_secret !== apiSecret) {
    return fail(response, 401, "invalid_client", "The client id or secret is wrong");
  }
  if (body.data.grant_type === "refresh_token") refresh(services, store, body.data.refresh_token, response);
  else exchange(services, store, body.data, response);
}

function exchange(
  services: Services,
  store: Store,
  body: Exclude<TokenRequest, { grant_type: "refresh_token" }>,
  response: Response,
): void {
  const { apiKey, apiSecret } = services.context;
  const claims = readSessionToken(body.subject_token, { apiKey, apiSecret, domain: store.domain });
  if (!claims) {
    return fail(response, 400, "invalid_subject_token", "The session token is not valid for this app and shop");
  }
  if (body.requested_token_type === ONLINE) return exchangeOnline(services, store, claims, response);
  const state = services.stateOf(store);
  const token = makeAccessToken(services.app.scopes, body.expiring === "1");
  state.tokens = [...state.tokens, token].slice(-MAX_TOKENS);
  state.installed = true;
  services.changed();
  response.json(tokenResponse(token));
}

/**
 * An online token is one person's: Shopify says who it is. It opens nothing here, since the app works with its offline token only.
 * Source: https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/online-access-tokens
 */
function exchangeOnline({ app }: Services, store: Store, claims: SessionClaims, response: Response): void {
  const staff = listStaff(store).find(({ id }) => String(id) === claims.sub);
  if (!staff) return fail(response, 400, "invalid_subject_token", "Nobody with this id works in the shop");
  response.json({
    access_token: makeAccessToken(app.scopes, false).token,
    scope: app.scopes.join(","),
    expires_in: ONLINE_TOKEN_LIFE_SECONDS,
    associated_user_scope: app.scopes.join(","),
    associated_user: {
      id: staff.id,
      first_name: staff.firstName,
      last_name: staff.lastName,
      email: staff.email,
      email_verified: true,
      account_owner: staff.id === store.shop.staff.id,
      locale: "en",
      collaborator: false,
    },
  });
}

function refresh(services: Services, store: Store, refreshToken: string, response: Response): void {
  const state = services.stateOf(store);
  const old = findByRefreshToken(state.tokens, refreshToken);
  // Shopify's own words and status for a used, expired or unknown refresh token, as reported in
  // https://community.shopify.dev/t/520-during-refresh-token-rotation-permanently-orphans-the-offline-access-token/35182
  if (!old) return fail(response, 401, "invalid_request", "This request requires an active refresh_token");
  const token = makeAccessToken(old.scopes, true);
  state.tokens = [...state.tokens.filter((entry) => entry !== old), token];
  services.changed();
  response.json(tokenResponse(token));
}

function tokenResponse(token: AccessToken) {
  const basic = { access_token: token.token, scope: token.scopes.join(",") };
  if (!token.refresh) return basic;
  return {
    ...basic,
    expires_in: ACCESS_TOKEN_LIFE_SECONDS,
    refresh_token: token.refresh.token,
    refresh_token_expires_in: REFRESH_TOKEN_LIFE_SECONDS,
  };
}

function fail(response: Response, status: number, error: string, description: string): void {
  response.status(status).json({ error, error_description: description });
}
