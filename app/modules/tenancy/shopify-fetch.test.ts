import { describe, expect, it } from "vitest";
import { shopifyAddress } from "./shopify-fetch.server";

describe("shopifyAddress", () => {
  it("leads to the shop itself without a local store", () => {
    expect(shopifyAddress("https://demo.myshopify.com/admin/api/x.json?a=1", undefined)).toBe(
      "https://demo.myshopify.com/admin/api/x.json?a=1",
    );
  });

  it("leads to the local store when there is one", () => {
    expect(shopifyAddress("https://demo.myshopify.com/admin/api/x.json?a=1", "http://localhost:4000")).toBe(
      "http://localhost:4000/_shopify/demo.myshopify.com/admin/api/x.json?a=1",
    );
  });

  it.each([
    "https://evil.example/admin",
    "http://demo.myshopify.com/admin",
    "https://demo.myshopify.com:8443/admin",
    "https://demo.myshopify.com.evil.example/admin",
    "https://user@evil.example/?.myshopify.com",
    "https://169.254.169.254/latest",
  ])("refuses %s with and without a local store", (address) => {
    expect(() => shopifyAddress(address, undefined)).toThrow(/may call shops only/);
    expect(() => shopifyAddress(address, "http://localhost:4000")).toThrow(/may call shops only/);
  });
});
