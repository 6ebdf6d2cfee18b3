import { expect, it } from "vitest";
import { fieldContext } from "./field-context";

it("differs for every part", () => {
  const ref = { table: "message", column: "body", row: "1" };
  const contexts = [
    fieldContext("a.myshopify.com", ref, "k"),
    fieldContext("b.myshopify.com", ref, "k"),
    fieldContext("a.myshopify.com", { ...ref, table: "note" }, "k"),
    fieldContext("a.myshopify.com", { ...ref, column: "attachments" }, "k"),
    fieldContext("a.myshopify.com", { ...ref, row: "2" }, "k"),
    fieldContext("a.myshopify.com", ref, "l"),
  ];
  expect(new Set(contexts).size).toBe(contexts.length);
});

it("refuses a separator in a part: two places could look the same", () => {
  expect(() => fieldContext("a.myshopify.com", { table: "t", column: "c|r", row: "1" }, "k")).toThrow();
  expect(() => fieldContext("a.myshopify.com", { table: "t", column: "c", row: "" }, "k")).toThrow();
});
