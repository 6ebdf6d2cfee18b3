import { beforeAll, describe, expect, test } from "vitest";
import { withTenant } from "~/db.server";
import { saveProducts } from "~/modules/commerce/save-products.server";
import { foldText } from "~/modules/knowledge/fold-text";
import { indexProducts } from "~/modules/knowledge/index-products.server";
import { searchKnowledge } from "~/modules/knowledge/search-knowledge.server";
import { textPassages } from "~/modules/knowledge/text-passages";
import { writePassages } from "~/modules/knowledge/write-passages.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { PRODUCTS, QUESTIONS, TEXTS } from "./knowledge-corpus";

const MIN_RECALL_AT_5 = 0.95;
const MIN_FIRST = 0.75;
const shop = systemShop("knowledge-search.myshopify.com", "test");
const neighbour = systemShop("knowledge-neighbour.myshopify.com", "test");

async function install(target: ShopContext) {
  await withTenant(
    target,
    (tx) =>
      tx.$executeRaw`INSERT INTO shop (shop_id, currency) VALUES (${target.shopId}, 'EUR') ON CONFLICT DO NOTHING`,
  );
}

const search = (query: string, locale = "en", limit = 5) => searchKnowledge(shop, { query, locale, limit });

beforeAll(async () => {
  await install(shop);
  await install(neighbour);
  await withTenant(shop, (tx) =>
    saveProducts(
      tx,
      shop,
      PRODUCTS.map((entry) => entry.product),
    ),
  );
  await indexProducts(shop, PRODUCTS);
  const sourceIds = [...new Set(TEXTS.map((text) => text.id))];
  await withTenant(shop, (tx) => writePassages(tx, shop, sourceIds, TEXTS.flatMap(textPassages)));
});

describe("searchKnowledge", () => {
  test("finds the passage that answers", async () => {
    const ranks = await Promise.all(
      QUESTIONS.map(async ([question, locale, title, text]) => {
        const found = await search(question, locale);
        return {
          question,
          locale,
          rank: found.findIndex((passage) => passage.title === title && passage.text.includes(text)),
        };
      }),
    );
    const missed = ranks.filter(({ rank }) => rank < 0);
    const first = ranks.filter(({ rank }) => rank === 0);
    expect.soft(1 - missed.length / ranks.length, JSON.stringify(missed)).toBeGreaterThanOrEqual(MIN_RECALL_AT_5);
    expect(first.length / ranks.length, JSON.stringify(ranks.filter(({ rank }) => rank !== 0))).toBeGreaterThanOrEqual(
      MIN_FIRST,
    );
  });

  test("scores between 0 and 1, best first, and what the shop does not have low", async () => {
    const found = await search("Is the Heron Rain Jacket waterproof?");
    const scores = found.map((passage) => passage.score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores[0]).toBeGreaterThan(0.6);
    expect(Math.max(...scores)).toBeLessThanOrEqual(1);
    const [nearest] = await search("Do you sell waterproof electric guitars with amplifiers?");
    expect(nearest?.score ?? 0).toBeLessThan(0.35);
    await expect(search("quantum chromodynamics lecture")).resolves.toEqual([]);
  });

  test("shows each source in one language", async () => {
    const found = await search("Versand Deutschland shipping Germany", "de", 20);
    const shipping = found.filter((passage) => passage.sourceId.endsWith("shipping-policy"));
    expect(new Set(shipping.map((passage) => passage.locale))).toEqual(new Set(["de"]));
  });

  test("keeps to the kinds that were asked for", async () => {
    const found = await searchKnowledge(shop, {
      query: "waterproof shoes return",
      locale: "en",
      limit: 20,
      kinds: ["policy"],
    });
    expect(new Set(found.map((passage) => passage.kind))).toEqual(new Set(["policy"]));
  });

  test("sees nothing of another shop", async () => {
    await expect(
      searchKnowledge(neighbour, { query: "How long do I have to return shoes?", locale: "en", limit: 5 }),
    ).resolves.toEqual([]);
  });

  test.each([
    "",
    "?",
    "the of and",
    "'; DROP TABLE product; --",
    "a:* | b & !c <-> (",
    "\u{1F45F}",
    "x".repeat(100_000),
  ])("takes any text: %#", async (query) => {
    await expect(search(query)).resolves.toBeInstanceOf(Array);
  });

  test("folds words as the index does", async () => {
    const sample = "Rückgabe Straße ŒUVRE Smørrebrød Año façade ŁÓDŹ";
    const [row] = await withTenant(
      shop,
      (tx) => tx.$queryRaw<{ folded: string }[]>`SELECT fold_text(${sample}) AS folded`,
    );
    expect(row?.folded).toBe(foldText(sample));
  });
});

describe("writePassages", () => {
  test("touches only sources that changed, also when it is done twice at once", async () => {
    await expect(indexProducts(shop, PRODUCTS)).resolves.toBe(0);
    const [entry] = PRODUCTS;
    if (!entry) throw new Error("no product");
    const changed = { ...entry, product: { ...entry.product, descriptionHtml: "<p>New words about zeppelins.</p>" } };
    const counts = await Promise.all([indexProducts(shop, [changed]), indexProducts(shop, [changed])]);
    expect(counts.sort()).toEqual([0, 1]);
    await expect(search("zeppelin")).resolves.toMatchObject([{ title: "Heron Rain Jacket" }]);
    await expect(indexProducts(shop, [entry])).resolves.toBe(1);
    await expect(search("zeppelin")).resolves.toEqual([]);
  });

  test("does not index a version that the mirror does not have", async () => {
    const [entry] = PRODUCTS;
    if (!entry) throw new Error("no product");
    const stale = {
      ...entry,
      product: { ...entry.product, updatedAt: "2025-01-01T00:00:00Z", descriptionHtml: "<p>Old zeppelins.</p>" },
    };
    await expect(indexProducts(shop, [stale])).resolves.toBe(0);
    await expect(search("zeppelin")).resolves.toEqual([]);
  });
});
