import { expect, it } from "vitest";
import { mintShopContext } from "./mint-shop-context.server";
import { takeSearchPlace } from "./take-search-place.server";

const staff = (id: string, shopId = "demo.myshopify.com") => mintShopContext(shopId, { kind: "staff", id });
const full = expect.objectContaining({ code: "budget_exceeded" }) as unknown; // Vitest types its matchers as any.

it("has three places for a shop, which come free again, and keeps shops apart", () => {
  const held = ["1", "2", "3"].map((id) => takeSearchPlace(staff(id), "log"));
  expect(() => takeSearchPlace(staff("4"), "chats")).toThrow(full);
  takeSearchPlace(staff("4", "other.myshopify.com"), "log").leave();
  held[1]?.leave();
  held[1]?.leave();
  const fourth = takeSearchPlace(staff("4"), "chats");
  expect(() => takeSearchPlace(staff("5"), "log")).toThrow(full);
  expect([...held, fourth].map(({ signal }) => signal.aborted)).toEqual([false, false, false, false]);
  for (const { leave } of [...held, fourth]) leave();
});

it("gives a person's newer search the place of their older one, and of nobody else's", () => {
  const others = ["2", "3"].map((id) => takeSearchPlace(staff(id), "log"));
  const older = takeSearchPlace(staff("1"), "log");
  const newer = takeSearchPlace(staff("1"), "log");
  expect([older, newer, ...others].map(({ signal }) => signal.aborted)).toEqual([true, false, false, false]);
  // The older one leaves late; the newer one keeps its place.
  older.leave();
  expect(() => takeSearchPlace(staff("4"), "log")).toThrow(full);
  // Another kind of search is another one.
  others[0]?.leave();
  const chats = takeSearchPlace(staff("1"), "chats");
  expect(newer.signal.aborted).toBe(false);
  for (const { leave } of [newer, chats, ...others]) leave();
});
