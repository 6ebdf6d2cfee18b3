import { expect, it } from "vitest";
import { canonicalJson } from "./canonical-json";

it("does not depend on the order of keys", () => {
  expect(canonicalJson({ b: [1, { d: null, c: "é" }], a: 1e21 })).toBe('{"a":1e+21,"b":[1,{"c":"é","d":null}]}');
});

it("refuses what JSON cannot hold", () => {
  expect(() => canonicalJson({ a: Number.NaN })).toThrow();
});
