import { expect, it, vi } from "vitest";
import { LruMap } from "./lru-map";

it("makes a value once, and lets go of the one that was not used for longest", () => {
  const map = new LruMap<string, string>(2);
  const make = vi.fn((key: string) => key.toUpperCase());
  const get = (key: string) => map.get(key, () => make(key));
  expect(["a", "b", "a", "c", "a", "b"].map(get)).toEqual(["A", "B", "A", "C", "A", "B"]);
  expect(make.mock.calls.flat()).toEqual(["a", "b", "c", "b"]);
});
