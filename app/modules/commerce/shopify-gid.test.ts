import { expect, test } from "vitest";
import { toGid } from "./shopify-gid";

test.each([7, "7", "gid://shopify/Customer/7"])("takes a number or a global id: %s", (id) => {
  expect(toGid("Customer", id)).toBe("gid://shopify/Customer/7");
});

test.each(["", "7 OR 1", "gid://shopify/Order/7", "gid://shopify/Customer/7/x", "-1", 1.5])("refuses %j", (id) => {
  expect(() => toGid("Customer", id)).toThrow(expect.objectContaining({ code: "bad_request" }));
});
