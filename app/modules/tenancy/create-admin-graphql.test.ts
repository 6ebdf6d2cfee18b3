import { GraphqlQueryError, HttpResponseError, HttpThrottlingError, Session } from "@shopify/shopify-api";
import { describe, expect, it, vi } from "vitest";
import { createAdminGraphql } from "./create-admin-graphql.server";
import { systemShop } from "./system-shop.server";

const shop = systemShop("demo.myshopify.com", "test");
const session = () =>
  new Session({ id: "offline_demo.myshopify.com", shop: shop.shopId, state: "", isOnline: false, accessToken: "x" });

function sessions() {
  return {
    storeSession: vi.fn((_session: Session) => Promise.resolve(true)),
    loadSession: () => Promise.resolve(undefined),
    deleteSession: () => Promise.resolve(true),
    deleteSessions: () => Promise.resolve(true),
    findSessionsByShop: () => Promise.resolve([]),
  };
}

function answering(...answers: (object | Error)[]) {
  const graphql = vi.fn(() => {
    const next = answers.shift() ?? {};
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(Response.json(next));
  });
  return vi.fn(() => Promise.resolve({ session: session(), admin: { graphql } }));
}

function unauthorized(): Error {
  return new HttpResponseError({ message: "x", code: 401, statusText: "Unauthorized" });
}

describe("adminGraphql", () => {
  it("gives the answer as it came", async () => {
    const query = await createAdminGraphql(answering({ data: { shop: 1 } }), sessions())(shop);
    expect(await query("{ shop }", {})).toEqual({ data: { shop: 1 } });
  });

  it("keeps the data that came with errors", async () => {
    const body = {
      data: { customer: null },
      errors: { graphQLErrors: [{ message: "denied" }] },
      extensions: { cost: 1 },
    };
    const failure = new GraphqlQueryError({ message: "x", response: {}, body });
    const query = await createAdminGraphql(answering(failure), sessions())(shop);
    expect(await query("{ customer }", {})).toEqual({
      data: { customer: null },
      errors: [{ message: "denied" }],
      extensions: { cost: 1 },
    });
  });

  it("tells a 429 as throttling, with the time to wait", async () => {
    const failure = new HttpThrottlingError({ message: "x", code: 429, statusText: "Too Many", retryAfter: 2 });
    const query = await createAdminGraphql(answering(failure), sessions())(shop);
    expect(await query("{ shop }", {})).toMatchObject({
      errors: [{ extensions: { code: "THROTTLED" } }],
      extensions: { retryAfterS: 2 },
    });
  });

  it("renews a token that Shopify refuses, once", async () => {
    const store = sessions();
    const query = await createAdminGraphql(answering(unauthorized(), { data: 1 }), store)(shop);
    expect(await query("{ shop }", {})).toEqual({ data: 1 });
    expect(store.storeSession.mock.calls[0]?.[0].isExpired()).toBe(true);
  });

  it("says that access is lost when the new token is refused too", async () => {
    const query = await createAdminGraphql(answering(unauthorized(), unauthorized()), sessions())(shop);
    await expect(query("{ shop }", {})).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("finds the tokens that another process renewed meanwhile", async () => {
    const open = answering({ data: 1 });
    open.mockRejectedValueOnce(new Response(null, { status: 500 }));
    const query = await createAdminGraphql(open, sessions())(shop);
    expect(await query("{ shop }", {})).toEqual({ data: 1 });
  });

  it("shares one renewal among requests that come together", async () => {
    const open = answering();
    const adminGraphql = createAdminGraphql(open, sessions());
    await Promise.all([adminGraphql(shop), adminGraphql(shop), adminGraphql(shop)]);
    expect(open).toHaveBeenCalledTimes(1);
  });

  it("tells a failure of Shopify as such", async () => {
    const query = await createAdminGraphql(answering(new TypeError("fetch failed")), sessions())(shop);
    await expect(query("{ shop }", {})).rejects.toMatchObject({ code: "shopify_failed", retryAfterS: 5 });
  });
});
