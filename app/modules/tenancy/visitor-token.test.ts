import { afterEach, describe, expect, it, vi } from "vitest";
import { issueVisitorToken, requireVisitor, verifyVisitorToken } from "./visitor-token.server";

const claims = {
  shopId: "demo.myshopify.com",
  customerId: "7001",
  conversationId: "6b0f2a52-5d5c-4a2c-8b6e-0a6f3a1f2b11",
};

afterEach(() => {
  vi.useRealTimers();
});

describe("visitor token", () => {
  it("gives back its claims", () => {
    expect(verifyVisitorToken(issueVisitorToken(claims, 60, "bearer"), "bearer")).toEqual(claims);
  });

  it("counts for its own use only", () => {
    expect(verifyVisitorToken(issueVisitorToken(claims, 60, "resume"), "bearer")).toBeNull();
  });

  it("ends", () => {
    vi.useFakeTimers();
    const token = issueVisitorToken(claims, 60, "bearer");
    vi.advanceTimersByTime(61_000);
    expect(verifyVisitorToken(token, "bearer")).toBeNull();
  });

  it("refuses changed claims", () => {
    const [body = "", mac = ""] = issueVisitorToken(claims, 60, "bearer").split(".");
    const other = Buffer.from(Buffer.from(body, "base64url").toString().replace("7001", "7002")).toString("base64url");
    expect(verifyVisitorToken(`${other}.${mac}`, "bearer")).toBeNull();
  });

  it.each(["", ".", "a.b", "a.b.c", "x".repeat(10_000)])("refuses %.20j", (token) => {
    expect(verifyVisitorToken(token, "bearer")).toBeNull();
  });
});

describe("requireVisitor", () => {
  it("makes a shopper of a bearer token", async () => {
    const headers = { authorization: `Bearer ${issueVisitorToken(claims, 60, "bearer")}` };
    const shop = await requireVisitor(new Request("http://app.test/", { headers }));
    expect(shop).toEqual({
      shopId: claims.shopId,
      actor: { kind: "shopper", conversationId: claims.conversationId, customerId: claims.customerId },
    });
  });

  it.each(["", "Bearer x.y", "Basic abc"])("refuses the authorization %j", async (authorization) => {
    const headers = { authorization };
    await expect(requireVisitor(new Request("http://app.test/", { headers }))).rejects.toMatchObject({
      code: "unauthenticated",
      status: 401,
    });
  });
});
