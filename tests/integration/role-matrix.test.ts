import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { closeDatabase, withTenant } from "~/db.server";
import { isAllowed, ROLES, type Permission, type Role } from "~/modules/tenancy/permissions";
import { createAppHandler, dataPath, listAppRoutes, type AppRoute } from "./app-handler";
import { newShopId } from "./owner";
import { ROUTE_ACCESS, type Access } from "./route-access";
import { addStaff, installForStaff, sessionToken, staffRequest } from "./staff-shop";

const READING = ["GET", "HEAD"] as const;
const CHANGING = ["POST", "PUT", "PATCH", "DELETE"] as const;
const WHO = [...ROLES, null];
/** 202 is how Remix tells a page's script of a redirect: here to the log-in or for a new token. */
const TURNED_AWAY = [202, 302, 400, 401, 410];

const routes = await listAppRoutes();
const staffRoutes = routes.flatMap((route) => {
  const access = ROUTE_ACCESS[route.id];
  return access === undefined || access === "not_for_staff" ? [] : [{ ...route, access }];
});

type StaffRoute = AppRoute & { readonly access: Exclude<Access, "not_for_staff"> };

/** One request of the matrix, and what it needs. */
type Attempt = {
  readonly method: string;
  readonly needs: Permission | "any_staff";
  readonly body: URLSearchParams | null;
};

const shop = newShopId();
const foreign = newShopId();
const staffIds = new Map(WHO.map((role, at) => [role, String(1_000 + at)]));
let handle: (request: Request) => Promise<Response>;

// Remix tells in every answer of two resource routes what a later version will want.
beforeEach(() => void vi.spyOn(console, "warn").mockReturnValue());
beforeAll(async () => {
  handle = await createAppHandler();
  for (const shopId of [shop, foreign]) await installForStaff(shopId);
  for (const [role, id] of staffIds) await addStaff(shop, id, role);
  // Whoever has come before: the matrix is not about the first one to come.
  await addStaff(foreign, "2000", "owner");
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});
afterAll(closeDatabase);

it("every route says who may use it, and has the handlers that it says", () => {
  const found = routes.map(({ id, module }) => ({ id, load: "loader" in module, act: "action" in module }));
  expect(found.map(({ id }) => id).sort()).toEqual(Object.keys(ROUTE_ACCESS).sort());
  for (const { id, load, act } of found) {
    const access = ROUTE_ACCESS[id];
    if (typeof access === "object")
      expect({ id, load, act }).toEqual({ id, load: access.load !== undefined, act: access.act !== undefined });
  }
});

describe.each(staffRoutes)("$id", (route) => {
  it.each(WHO)("as %s", async (role) => {
    for (const attempt of attemptsOf(route)) {
      const status = await statusFor(route, attempt, shop, staffIds.get(role) ?? "");
      const may = mayDo(role, attempt.needs);
      const told = `${attempt.method} ${route.path} ${attempt.body?.toString() ?? ""} as ${role}: ${status}`;
      if (may) expect([401, 403], told).not.toContain(status);
      else expect(status, told).toBe(403);
    }
  });

  it("by staff of another shop with every role there", async () => {
    answerForShopify();
    for (const attempt of attemptsOf(route).filter(({ needs }) => needs !== "any_staff"))
      for (const id of staffIds.values()) expect(await statusFor(route, attempt, foreign, id)).toBe(403);
  });

  it("without a token, with a changed one, and with one that another key signed", async () => {
    const good = sessionToken(shop, staffIds.get("owner") ?? "");
    const [head, , mac] = good.split(".");
    const forged = `${head}.${Buffer.from(JSON.stringify({ dest: `https://${foreign}` })).toString("base64url")}.${mac}`;
    for (const attempt of attemptsOf(route))
      for (const token of [null, forged, `${good}x`, "x.y.z"])
        expect(TURNED_AWAY).toContain((await handle(request(route, attempt, shop, token))).status);
  });
});

describe("a shop that has uninstalled the app", () => {
  it("lets nobody in and is not installed by trying", async () => {
    const gone = newShopId();
    await installForStaff(gone);
    await addStaff(gone, "1", "owner");
    await withTenant({ shopId: gone }, async (tx) => {
      await tx.session.deleteMany();
      await tx.shop.updateMany({ data: { uninstalledAt: new Date() } });
    });
    answerForShopify();
    for (const route of staffRoutes)
      for (const attempt of attemptsOf(route)) expect(await statusFor(route, attempt, gone, "1")).toBe(401);
    const row = await withTenant({ shopId: gone }, (tx) => tx.shop.findFirst());
    expect(row?.uninstalledAt).not.toBeNull();
  });
});

function attemptsOf({ access, module }: StaffRoute): Attempt[] {
  const { load, act } = access;
  // Remix gives HEAD to the page in the frame as well, and the frame alone is open to all staff.
  const methods = READING.filter((method) => method === "GET" || load !== "any_staff");
  const reading = load === undefined ? [] : methods.map((method) => ({ method, needs: load, body: null }));
  if (act === undefined || !("action" in module)) return reading;
  const intents = typeof act === "string" ? [{ needs: act, body: {} }] : act;
  return [
    ...reading,
    ...CHANGING.flatMap((method) =>
      intents.map(({ needs, body }) => ({ method, needs, body: new URLSearchParams(body) })),
    ),
  ];
}

function mayDo(role: Role | null, needs: Permission | "any_staff"): boolean {
  return needs === "any_staff" || isAllowed(role, needs);
}

async function statusFor(route: AppRoute, attempt: Attempt, shopId: string, staffId: string): Promise<number> {
  const response = await handle(request(route, attempt, shopId, sessionToken(shopId, staffId)));
  await response.body?.cancel();
  return response.status;
}

function request(route: AppRoute, { method, body }: Attempt, shopId: string, token: string | null): Request {
  const path = dataPath(route, route.path.replace(/:\w+/g, "00000000-0000-4000-8000-000000000000"));
  const made = staffRequest(shopId, "0", path, { method, ...(body && { body }) });
  if (token === null) made.headers.delete("authorization");
  else made.headers.set("authorization", `Bearer ${token}`);
  return made;
}

/** Shopify knows these people, none as the shop's owner, and has no installation left to give an offline token for. */
function answerForShopify(): void {
  const Exchange = /online-access-token/;
  vi.stubGlobal("fetch", (_address: string, { body }: { body: string }) => {
    const { subject_token, requested_token_type } = readExchange(body);
    if (!Exchange.test(requested_token_type) || /offline/.test(requested_token_type))
      return Promise.resolve(Response.json({ error: "invalid_subject_token" }, { status: 400 }));
    const claims: unknown = JSON.parse(Buffer.from(subject_token.split(".")[1] ?? "", "base64url").toString());
    const id = typeof claims === "object" && claims !== null && "sub" in claims ? Number(claims.sub) : 0;
    return Promise.resolve(
      Response.json({
        access_token: "shpat_x",
        scope: "",
        expires_in: 60,
        associated_user_scope: "",
        associated_user: { id, account_owner: false, first_name: "", last_name: "", email: "" },
      }),
    );
  });
}

function readExchange(body: string): { subject_token: string; requested_token_type: string } {
  const parsed: unknown = JSON.parse(body);
  if (typeof parsed !== "object" || parsed === null) throw new Error("no token exchange");
  return {
    subject_token: "subject_token" in parsed ? String(parsed.subject_token) : "",
    requested_token_type: "requested_token_type" in parsed ? String(parsed.requested_token_type) : "",
  };
}
