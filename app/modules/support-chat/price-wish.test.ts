import { describe, expect, it } from "vitest";
import { fitWish, priceWish } from "./price-wish";

const product = (title: string, type: string, price: number) => ({
  id: title,
  kind: "product" as const,
  sourceId: title,
  locale: "en",
  title,
  heading: "",
  url: "",
  text: "",
  score: 1,
  type,
  price,
});
const ALL = [
  product("Oak Table", "Tables", 400),
  product("Table Lamp", "Lamps", 60),
  product("Pine Desk", "Tables", 250),
  product("Regenjacke", "", 99),
];

const namesFor = (question: string) => {
  const wish = priceWish(question);
  return wish && fitWish(ALL, wish).map(({ title }) => title);
};

describe("priceWish", () => {
  it.each([
    ["Which table is the cheapest?", ["Pine Desk", "Oak Table"]],
    ["What is your most expensive table?", ["Oak Table", "Pine Desk"]],
    ["tables under 300 euros", ["Pine Desk"]],
    ["Do you have anything under €100?", ["Table Lamp", "Regenjacke"]],
    ["Welche Jacke ist am günstigsten?", ["Regenjacke"]],
    ["cheapest shipping to Germany?", []],
    ["What is the cheapest way to send it back?", []],
    ["Do you have lamps under 10 pounds?", []],
  ])("%s", (question, names) => {
    expect(namesFor(question)).toEqual(names);
  });

  it.each([
    "How much is the Oak Table?",
    "Can I get 50% off?",
    "Is it warm under 20 degrees?",
    "Returns within 30 days",
  ])("%s is none", (question) => {
    expect(priceWish(question)).toBeNull();
  });
});
