import { describe, expect, it } from "vitest";
import type { Evidence } from "~/modules/inference/inference-types";
import { pickComparison } from "./compare";
import { composeAnswer, pickQuotes } from "./compose-from-evidence";
import { mendTypos } from "./mend-typos";
import { splitQuestions } from "./split-questions";

const item = (id: string, kind: Evidence["kind"], title: string, text: string): Evidence => ({
  id,
  kind,
  title,
  url: `https://shop.example/${id}`,
  text,
});
const TEA = item(
  "1",
  "product",
  "Rooibos Tea 100 g",
  "Price: €9.00\nCapacity: 100 g, about 50 cups.\nIn stock: Tin, Bag\nSold out: Box",
);
const LAMP = item(
  "2",
  "product",
  "Brass Lamp",
  "Price: €80.00\nWeight: 900 g\nA lamp for reading in any weather.\nVegan: Yes",
);
const DESK = item("3", "product", "Tall Lamp", "Price: €120.00\nWeight: 2 kg\nIn stock: Black");
const FAQ = item("4", "page", "Questions: Can I change an order?", "Until it is packed, yes. After noon it is packed.");
const SHIPPING = item("5", "policy", "Shipping", "Germany: 6.90 EUR. We do not ship to other countries.");
const ALL = [TEA, LAMP, DESK, FAQ, SHIPPING];

const compose = (question: string) => composeAnswer(pickQuotes(question, ALL), ALL, (id) => `[${id}]`);

describe("what a question is about", () => {
  it("How many days do I have to return something? → is about returns", () => {
    const returns = item("1", "policy", "Returns", "Return unused pots within 14 days. We pack on Fridays.");
    const quotes = pickQuotes("How many days do I have to return something?", [returns]);
    expect(quotes.map(({ sentence }) => sentence)).toEqual(["Return unused pots within 14 days."]);
  });

  it.each(["Can I get 50% off?", "2+2?", "What's the weather like today?"])("%s → nothing is quoted", (question) => {
    expect(compose(question)).toBe("");
  });

  it.each([
    ["Which variants does the Rooibos Tea come in?", "Rooibos Tea 100 g: In stock: Tin, Bag. Sold out: Box. [1]"],
    ["Anything vegan?", "Brass Lamp: Vegan: Yes. [2]"],
    ["How heavy is the Brass Lamp?", "Brass Lamp: Weight: 900 g. [2]"],
    ["Can I change my order?", "Can I change an order? Until it is packed, yes. After noon it is packed. [4]"],
    ["Do you ship to Norway?", "We do not ship to other countries. [5]"],
  ])("%s", (question, answer) => {
    expect(compose(question)).toBe(answer);
  });
});

describe("time and money", () => {
  const returns = item("1", "policy", "Returns", "Worn shoes are exchanged within 45 days. We refund within 5 days.");
  const term = item("2", "policy", "Returns: How long", "Shoes: 30 days from the day they reach you.");
  const quoted = (question: string) => pickQuotes(question, [returns, term]).map(({ sentence }) => sentence);

  it.each([
    "How much time do I have to return it?",
    "how much time have I got to send shoes back",
    "How long can I take to give it back?",
  ])("%s → the time under that heading, and no price", (question) => {
    expect(quoted(question)).toEqual(["Shoes: 30 days from the day they reach you."]);
  });

  it("When do I get my money back? → the refund", () => {
    expect(quoted("When do I get my money back?")).toEqual(["We refund within 5 days."]);
  });
});

describe("products of a kind", () => {
  const shoe = item("1", "product", "Dunlin Wanderschuh", "Ja, er ist wasserdicht.");
  const wax = item("2", "product", "Lederwachs", "Hält einen Schuh sauber, macht ihn aber nicht wasserdicht.");

  it("come before others that speak of them, also as the end of a compound", () => {
    expect(pickQuotes("Habt ihr wasserdichte Schuhe?", [wax, shoe]).map(({ evidenceId }) => evidenceId)).toEqual(["1"]);
  });
});

describe("a country that has no line of its own", () => {
  const rates = item(
    "6",
    "policy",
    "Shipping",
    "Germany: 6.90 EUR.\nRest of the EU: 12.00 EUR.\nUnited Kingdom: 15.00 EUR.",
  );
  const bell = item("7", "product", "Cow Bell", "Origin: Made in Tirol, Austria");
  const ask = (question: string) =>
    composeAnswer(pickQuotes(question, [rates, bell]), [rates, bell], (id) => `[${id}]`);

  it.each([
    ["What does shipping to Austria cost?", "Rest of the EU: 12.00 EUR. [6]"],
    ["Was kostet der Versand nach Schweden?", "Rest of the EU: 12.00 EUR. [6]"],
    ["What does shipping to Germany cost?", "Shipping: Germany: 6.90 EUR. [6]"],
  ])("%s", (question, answer) => {
    expect(ask(question)).toBe(answer);
  });

  it("does not make an answer by itself", () => {
    expect(ask("What is the capital of France?")).toBe("");
  });

  it("is no part of a union that it is not in", () => {
    expect(ask("What does shipping to Norway cost?")).not.toContain("EU");
  });
});

describe("a comparison", () => {
  it("tells the same facts of both products, where they differ", () => {
    const quotes = pickComparison("What is the difference between the Brass Lamp and the Tall Lamp?", ALL);
    expect(quotes.map(({ sentence }) => sentence)).toEqual([
      "Price: €80.00",
      "Weight: 900 g",
      "Price: €120.00",
      "Weight: 2 kg",
    ]);
  });

  it("needs two products", () => {
    expect(pickComparison("Is the Brass Lamp better?", ALL)).toEqual([]);
    expect(pickComparison("Brass Lamp and Tall Lamp", ALL)).toEqual([]);
  });
});

describe("mendTypos", () => {
  it.each([
    ["whats the retrun policy", "whats the return policy"],
    ["do you hav jakets", "do you  jackets"],
    ["shiping cost?", "shipping cost?"],
    ["brass lamp", "brass lamp"],
    ["poem about love", "poem about love"],
  ])("%s", (question, mended) => {
    expect(mendTypos(question, ["jackets", "brass", "shipping"])).toBe(mended);
  });
});

describe("splitQuestions", () => {
  it.each([
    [
      "How long is delivery to Germany and can I return shoes?",
      ["How long is delivery to Germany", "can I return shoes?"],
    ],
    ["Is it warm? How much is it?", ["Is it warm?", "How much is it?"]],
    ["Was kostet der Versand und wie lange dauert er?", ["Was kostet der Versand", "wie lange dauert er?"]],
    ["Do you have salt and pepper mills?", ["Do you have salt and pepper mills?"]],
    ["Hi! Do you ship to France?", ["Hi! Do you ship to France?"]],
  ])("%s", (message, parts) => {
    expect(splitQuestions(message)).toEqual(parts);
  });
});
