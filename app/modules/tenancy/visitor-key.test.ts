import { describe, expect, it } from "vitest";
import { customerKey, visitorKey } from "./visitor-key.server";

const SHOP = "demo.myshopify.com";
const DAY = new Date("2026-05-05T12:00:00Z");
const keyOf = (address: string | null, earlier?: string, at = DAY, shop = SHOP) =>
  visitorKey(shop, address, earlier, at);

describe("visitorKey", () => {
  it("is the same for one address, shop and day only, and does not hold the address", () => {
    const key = keyOf("203.0.113.7");
    expect(keyOf("203.0.113.7, 10.0.0.1")).toBe(key);
    const others = [
      keyOf("203.0.113.8"),
      keyOf("203.0.113.7", undefined, new Date("2026-05-06T00:00:00Z")),
      keyOf("203.0.113.7", undefined, DAY, "other.myshopify.com"),
    ];
    expect(new Set([key, ...others]).size).toBe(4);
    expect(key).toMatch(/^[\w-]{20}$/);
    expect(Buffer.from(key, "base64url").toString("latin1")).not.toContain("203");
  });

  it("takes an IPv6 network for one visitor, however it is written", () => {
    const key = keyOf("2001:db8:1:2:3:4:5:6");
    expect(keyOf("2001:0DB8:0001:0002::9")).toBe(key);
    expect(keyOf("2001:db8:1:3::9")).not.toBe(key);
    expect(keyOf("2001:db8::1")).toBe(keyOf("2001:db8:0:0:ffff::"));
  });

  it.each(["127.0.0.1", "10.1.2.3", "192.168.0.9", "::1", "fe80::1", "fd00::1", "unknown", "", null, "<script>"])(
    "of %j, which is nobody's own, is the earlier one or random",
    (address) => {
      expect(keyOf(address, "earlier")).toBe("earlier");
      expect(keyOf(address)).not.toBe(keyOf(address));
    },
  );
});

it("customerKey tells customers and shops apart", () => {
  const keys = [customerKey(SHOP, "7"), customerKey(SHOP, "8"), customerKey("other.myshopify.com", "7")];
  expect([new Set(keys).size, customerKey(SHOP, "7")]).toEqual([3, keys[0]]);
});
