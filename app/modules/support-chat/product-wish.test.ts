import { describe, expect, it } from "vitest";
import { fitWish, ofWishedKind } from "./fit-wish";
import { productWish } from "./product-wish";

type Options = { readonly type?: string; readonly says?: readonly string[]; readonly locale?: string };

const product = (title: string, price: number, { type = "", says = [], locale = "en" }: Options = {}) => ({
  passage: {
    id: title,
    kind: "product" as const,
    sourceId: title,
    locale,
    title,
    heading: "",
    url: "",
    text: "",
    score: 1,
    type,
    price,
  },
  lines: says,
});

const ALL = [
  product("Oak Table", 400, { type: "Tables", says: ["Material: Solid oak", "Care: Not washable"] }),
  product("Table Lamp", 60, { type: "Lamps", says: ["In stock: Red, Green", "Sold out: Blue"] }),
  product("Pine Desk", 250, { type: "Tables", says: ["A desk for small rooms.", "It is not solid wood, but veneer."] }),
  product("Marsh Boot", 99, {
    says: ["Waterproof: Waterproof to 20 cm", "No PFAS in the coating.", "In stock: 41, 42", "Sold out: 43"],
  }),
  product("City Boot", 149, {
    says: ["Waterproof: Not waterproof", "In stock: 41, 42, 43", "We would not spray it waterproof."],
  }),
  product("Boot Laces", 6, { type: "Care", says: ["For boots with five eyelets."] }),
];
const GERMAN = [
  product("Regenjacke", 99, { says: ["Waterproof: yes"], locale: "de" }),
  product("Wolljacke", 120, { says: ["Nicht wasserdicht."], locale: "de" }),
];

function answer(question: string, products = ALL) {
  const wish = productWish(question);
  const kind =
    wish &&
    ofWishedKind(
      products.map(({ passage }) => passage),
      wish,
    );
  if (!wish || !kind) return null;
  const fit = fitWish(
    products.filter(({ passage }) => kind.products.includes(passage)),
    kind.rest,
    wish,
  );
  return { isAll: fit.isAll, titles: fit.products.map(({ passage }) => passage.title) };
}

describe("a wish for a product", () => {
  it.each([
    ["Which table is the cheapest?", ["Pine Desk", "Oak Table"]],
    ["What is your most expensive table?", ["Oak Table", "Pine Desk"]],
    ["tables under 300 euros", ["Pine Desk"]],
    ["Do you have anything under €100?", ["Boot Laces", "Table Lamp", "Marsh Boot"]],
    ["waterproof boots under 150 euro", ["Marsh Boot"]],
    ["Do you have waterproof boots?", ["Marsh Boot"]],
    ["I'm looking for boots in 43", ["City Boot"]],
    ["red lamps", ["Table Lamp"]],
    ["do you sell boot laces?", ["Boot Laces"]],
    ["Do you have tables of solid oak?", ["Oak Table"]],
    ["Do you have the Marsh boot in 42?", ["Marsh Boot"]],
    ["Is the Marsh available in 41?", ["Marsh Boot"]],
    ["Which boots are not waterproof?", ["City Boot"]],
    ["Are there any PFAS-free boots?", ["Marsh Boot"]],
    ["boots without PFAS", ["Marsh Boot"]],
  ])("%s", (question, titles) => {
    expect(answer(question)).toEqual({ isAll: true, titles });
  });

  it.each([
    ["Welche Jacke ist am günstigsten?", ["Regenjacke", "Wolljacke"]],
    ["Habt ihr wasserdichte Jacken?", ["Regenjacke"]],
  ])("%s", (question, titles) => {
    expect(answer(question, GERMAN)).toEqual({ isAll: true, titles });
  });

  it.each([
    ["Do you have lamps under 10 pounds?", ["Table Lamp"]],
    ["blue lamps", ["Table Lamp"]],
    ["Do you have washable tables under 300 euros?", ["Pine Desk"]],
    ["Do you have waterproof boots in 43?", ["Marsh Boot", "City Boot"]],
  ])("%s has no answer, only what comes closest", (question, titles) => {
    expect(answer(question)).toEqual({ isAll: false, titles });
  });

  it.each([
    "How much is the Oak Table?",
    "Can I get 50% off?",
    "Is it warm under 20 degrees?",
    "Returns within 30 days",
    "cheapest shipping to Germany?",
    "What is the cheapest way to send it back?",
    "Do you have free returns on boots?",
    "Which size do I need in the Marsh boot?",
    "Do you have a shop in Berlin?",
    "Are the boots waterproof?",
    "What are the boots made of?",
    "Do you sell electric guitars?",
  ])("%s is none", (question) => {
    expect(answer(question)).toBeNull();
  });
});
