import { expect, it } from "vitest";
import { listPending } from "./migrate-database.ts";

it("finds migrations that are new or were changed since they were applied", () => {
  const first = { name: "0001_init", checksum: "a" };
  const second = { name: "0002_more", checksum: "b" };
  expect(listPending([first, second], [first])).toEqual([second]);
  expect(listPending([first], [{ ...first, checksum: "z" }])).toEqual([first]);
  expect(listPending([first, second], [second, first])).toEqual([]);
});
