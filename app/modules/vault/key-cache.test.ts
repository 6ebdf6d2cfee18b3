import { describe, expect, it } from "vitest";
import { KeyCache } from "./key-cache";

const key = (id: string, subject = "shop") => ({ id, subject, key: new Uint8Array(32) });

describe("KeyCache", () => {
  it("keeps shops apart", () => {
    const cache = new KeyCache({ maxEntries: 10, maxAgeMs: 1_000 });
    cache.keep("a.myshopify.com", key("1"), true);
    expect(cache.findBySubject("a.myshopify.com", "shop")?.id).toBe("1");
    expect(cache.findBySubject("b.myshopify.com", "shop")).toBeUndefined();
    expect(cache.findById("b.myshopify.com", "1")).toBeUndefined();
  });

  it("lets the least recently used one go first", () => {
    const cache = new KeyCache({ maxEntries: 2, maxAgeMs: 1_000 });
    cache.keep("a", key("1"), false);
    cache.keep("a", key("2"), false);
    cache.findById("a", "1");
    cache.keep("a", key("3"), false);
    expect(cache.findById("a", "1")).toBeDefined();
    expect(cache.findById("a", "2")).toBeUndefined();
    expect(cache.size).toBe(2);
  });

  it("forgets what is old", () => {
    let now = 0;
    const cache = new KeyCache({ maxEntries: 10, maxAgeMs: 100, now: () => now });
    cache.keep("a", key("1"), true);
    now = 100;
    expect(cache.findById("a", "1")).toBeUndefined();
    expect(cache.findBySubject("a", "shop")).toBeUndefined();
  });

  it("drops one subject, or all of a shop", () => {
    const cache = new KeyCache({ maxEntries: 10, maxAgeMs: 1_000 });
    cache.keep("a", key("1"), true);
    cache.keep("a", key("2", "conversation:x"), true);
    cache.drop("a", "conversation:x");
    expect(cache.findById("a", "2")).toBeUndefined();
    expect(cache.findBySubject("a", "conversation:x")).toBeUndefined();
    expect(cache.findById("a", "1")).toBeDefined();
    cache.drop("a");
    expect(cache.size).toBe(0);
  });

  it("does not offer an old key of a subject for new values", () => {
    const cache = new KeyCache({ maxEntries: 10, maxAgeMs: 1_000 });
    cache.keep("a", key("old"), false);
    expect(cache.findBySubject("a", "shop")).toBeUndefined();
  });

  it("does not keep a key that was read before keys were dropped", () => {
    const cache = new KeyCache({ maxEntries: 10, maxAgeMs: 1_000 });
    const { generation } = cache;
    cache.drop("b", "shop");
    cache.keep("a", key("1"), true, generation);
    expect(cache.size).toBe(0);
    cache.keep("a", key("1"), true, cache.generation);
    expect(cache.findById("a", "1")).toBeDefined();
    cache.clear();
    expect(cache.size).toBe(0);
  });
});
