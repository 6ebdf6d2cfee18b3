import { describe, expect, it } from "vitest";
import { ShopDomain } from "./shop-domain";
import { ShopSettings } from "./shop-settings";

describe("ShopSettings", () => {
  it("has a default for everything", () => {
    expect(ShopSettings.parse({})).toEqual({
      brandVoice: { tone: "", wordsToUse: [], wordsToAvoid: [] },
      requestLimitPerMinute: { visitor: 40, conversation: 20, customer: 40, shop: 120 },
      tokenLimitPerDay: { visitor: 300_000, conversation: 200_000, customer: 300_000, shop: 10_000_000 },
      streamLimit: { visitor: 6, conversation: 3, customer: 6, shop: 100 },
      factMetafields: ["custom.*", "facts.*", "descriptors.*"],
    });
  });

  it.each([
    { factMetafields: ["custom"] },
    { requestLimitPerMinute: { conversation: 0 } },
    { tokenLimitPerDay: { shop: 10 } },
    { streamLimit: { shop: 1.5 } },
    { greeting: "x".repeat(301) },
  ])("refuses %j", (input) => {
    expect(ShopSettings.safeParse(input).success).toBe(false);
  });
});

describe("ShopDomain", () => {
  it.each(["demo.myshopify.com", "a-1.myshopify.com"])("takes %s", (domain) => {
    expect(ShopDomain.safeParse(domain).success).toBe(true);
  });

  it.each([
    "demo.myshopify.com.evil.example",
    "Demo.myshopify.com",
    "",
    "-a.myshopify.com",
    "a|b.myshopify.com",
    "demo.myshopify.com\n",
  ])("refuses %j", (domain) => {
    expect(ShopDomain.safeParse(domain).success).toBe(false);
  });
});
