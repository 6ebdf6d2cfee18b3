import { expect, it } from "vitest";
import { allowLocalFrames } from "./document-headers";

const POLICY = "frame-ancestors https://demo.myshopify.com https://admin.shopify.com;";

it("lets the local store and its shops frame a page", () => {
  expect(allowLocalFrames(POLICY, "http://localhost:4000")).toBe(
    "frame-ancestors https://demo.myshopify.com https://admin.shopify.com http://localhost:4000 http://*.localhost:4000;",
  );
});

it("leaves everything else as it is", () => {
  expect(allowLocalFrames(POLICY, undefined)).toBe(POLICY);
  expect(allowLocalFrames("frame-ancestors 'none';", "http://localhost:4000")).toBe("frame-ancestors 'none';");
});
