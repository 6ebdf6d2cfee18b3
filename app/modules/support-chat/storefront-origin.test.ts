import { describe, expect, it } from "vitest";
import { isStorefrontOrigin } from "./storefront-origin";

const SHOP = {
  shopId: "demo.myshopify.com",
  storefrontUrl: "https://larkfoot.example",
  devStoreOrigin: "http://localhost:4000",
};

describe("isStorefrontOrigin", () => {
  it.each([
    "https://larkfoot.example",
    "https://demo.myshopify.com",
    "http://localhost:4000",
    "http://second.localhost:4000",
  ])("%s may read", (origin) => {
    expect(isStorefrontOrigin(origin, SHOP)).toBe(true);
  });

  it.each([
    "https://evil.example",
    "https://second.myshopify.com",
    "http://larkfoot.example",
    "https://larkfoot.example.evil.example",
    "http://localhost:4001",
    "http://evil-localhost:4000",
    "null",
    "",
  ])("%s may not", (origin) => {
    expect(isStorefrontOrigin(origin, SHOP)).toBe(false);
  });

  it("knows no dev store in production", () => {
    expect(isStorefrontOrigin("http://localhost:4000", { ...SHOP, devStoreOrigin: undefined })).toBe(false);
  });
});
