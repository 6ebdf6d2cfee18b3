import { describe, expect, it } from "vitest";
import type { Evidence } from "~/modules/inference/inference-types";
import { composeAnswer, pickQuotes } from "./compose-from-evidence";
import { answersQuestion, judgeSentence } from "./support";

const item = (id: string, kind: Evidence["kind"], title: string, text: string): Evidence => ({
  id,
  kind,
  title,
  url: `https://shop.example/${id}`,
  text,
});

const RETURNS = item(
  "1",
  "policy",
  "Returns",
  "You can return shoes within 30 days of delivery if they were only worn indoors. Bags and accessories can be returned within 14 days. Refunds are paid back within 5 working days. Sale items are excluded from returns.",
);
const SHIPPING = item(
  "2",
  "policy",
  "Shipping",
  "We ship from Utrecht on every working day.\nNetherlands: 3.90 EUR, free from 60 EUR\nGermany: 6.90 EUR, free from 90 EUR\nNorway: 14.50 EUR\nDelivery to Germany takes 2 to 3 working days.",
);
const JACKET = item(
  "3",
  "product",
  "Alder Jacket",
  "A light jacket for cool evenings.\nThe cloth is water-repellent, not waterproof. It keeps a short shower out.\nPrice: €129.00\nIn stock: S, M. Sold out: L.",
);
const SHELL = item("4", "product", "Fjord Shell", "Fully waterproof to 10,000 mm, with taped seams.\nPrice: €219.00");
const ALL = [RETURNS, SHIPPING, JACKET, SHELL];

const compose = (question: string, evidence: readonly Evidence[] = ALL) =>
  composeAnswer(pickQuotes(question, evidence), evidence, (id) => `[${id}]`);
const judge = (question: string, sentence: string, evidence: readonly Evidence[] = ALL) =>
  judgeSentence(sentence, { question, evidence, quotes: pickQuotes(question, evidence) });

describe("composeAnswer", () => {
  it.each([
    [
      "How long do I have to return shoes?",
      "You can return shoes within 30 days of delivery if they were only worn indoors. [1]",
    ],
    ["How long can I return a bag?", "Bags and accessories can be returned within 14 days. [1]"],
    ["When do I get my refund?", "Refunds are paid back within 5 working days. [1]"],
    ["What does shipping to Germany cost?", "Germany: 6.90 EUR, free from 90 EUR. [2]"],
    ["How long does delivery to Germany take?", "Delivery to Germany takes 2 to 3 working days. [2]"],
    ["Can I return sale items?", "Sale items are excluded from returns. [1]"],
  ])("%s", (question, answer) => {
    expect(compose(question)).toBe(answer);
  });

  it("quotes the sentence that answers a yes-or-no question and says neither", () => {
    const answer = compose("Is the Alder Jacket waterproof?", [JACKET]);
    expect(answer).toContain("water-repellent, not waterproof");
    expect(answer).not.toMatch(/\byes\b/i);
    expect(answer.startsWith("Alder Jacket: ")).toBe(true);
  });

  it("gives the price of the product that was asked for", () => {
    expect(compose("How much is the Fjord Shell?")).toBe("Fjord Shell: €219.00. [4]");
  });

  it("finds nothing when the evidence does not speak of it", () => {
    expect(pickQuotes("Is the Alder Jacket vegan?", ALL)).toEqual([]);
    expect(pickQuotes("What is the capital of France?", ALL)).toEqual([]);
    expect(pickQuotes("Write me a poem about love", ALL)).toEqual([]);
    expect(pickQuotes("How long do I have?", [])).toEqual([]);
  });
});

describe("judgeSentence", () => {
  const RETURN_SHOES = "How long do I have to return shoes?";
  const WATERPROOF = "Is the Alder Jacket waterproof?";

  it.each([
    [RETURN_SHOES, "You have 30 days from delivery to return shoes."],
    [RETURN_SHOES, "Shoes can be returned within thirty days of delivery."],
    ["What does shipping to Germany cost?", "Shipping to Germany costs 6.90 EUR and is free from 90 EUR."],
    [WATERPROOF, "No, the Alder Jacket is not waterproof."],
    [WATERPROOF, "The Alder Jacket is water-repellent, not waterproof."],
    ["Is the Fjord Shell waterproof?", "Yes, the Fjord Shell is fully waterproof to 10,000 mm."],
    ["Can I return sale items?", "No, sale items are excluded from returns."],
  ])("%s / %s → may be said", (question, sentence) => {
    expect(judge(question, sentence)).toMatchObject({ ok: true });
  });

  it.each([
    [RETURN_SHOES, "You have 14 days to return shoes.", "figure_elsewhere"],
    [RETURN_SHOES, "You can return shoes within 5 working days.", "figure_elsewhere"],
    [RETURN_SHOES, "The shoes are made entirely from the finest Italian leather.", "not_in_evidence"],
    [RETURN_SHOES, "Would you like to return shoes?", "says_nothing"],
    [RETURN_SHOES, "You can return shoes.", "says_nothing"],
    ["What does shipping to Germany cost?", "Shipping to Germany costs 3.90 EUR.", "figure_elsewhere"],
    [WATERPROOF, "Yes, the Alder Jacket is waterproof.", "contradicts"],
    [WATERPROOF, "The Alder Jacket is waterproof.", "contradicts"],
    [WATERPROOF, "Yes.", "says_nothing"],
    ["Can I return sale items?", "Yes, sale items can be returned.", "contradicts"],
  ])("%s / %s → refused as %s", (question, sentence, reason) => {
    expect(judge(question, sentence)).toEqual({ ok: false, reason });
  });

  it("never lets one product's property pass for another's", () => {
    expect(judge(WATERPROOF, "Yes, the Alder Jacket is fully waterproof to 10,000 mm.").ok).toBe(false);
  });
});

describe("texts as a shop really writes them", () => {
  const RETURNS_LIST = item(
    "1",
    "policy",
    "Returns and refunds: How long",
    "- Shoes: 45 days from the day they reach you. Walk in them indoors.\n- Everything else: 30 days from the day it reaches you, unused.",
  );
  const TABLE = item(
    "2",
    "policy",
    "Shipping: Prices and times",
    "To: Netherlands | Price: €4.50 | Free from: €75 | Time: 1 to 2 working days\nTo: Germany | Price: €5.90 | Free from: €90 | Time: 2 to 3 working days",
  );
  const CAPE = item("3", "product", "Teal Cape", "Type: Jackets\nPrice: €89.00\nWaterproof: no");
  const RUECKGABE = item(
    "4",
    "policy",
    "Rückgabe und Erstattung: Wie lange",
    "- Schuhe: 45 Tage ab Erhalt. Drinnen dürfen Sie darin gehen.\n- Alles andere: 30 Tage ab Erhalt, unbenutzt.",
  );

  it("finds the line of a list and the row of a table", () => {
    expect(compose("How long do I have to return shoes?", [RETURNS_LIST, TABLE])).toBe(
      "Shoes: 45 days from the day they reach you. [1]",
    );
    expect(compose("What does shipping to Germany cost?", [RETURNS_LIST, TABLE])).toBe(
      "Germany: Price €5.90, Free from €90, Time 2 to 3 working days. [2]",
    );
    expect(compose("Wie lange kann ich Schuhe zurückgeben?", [RUECKGABE])).toBe("Schuhe: 45 Tage ab Erhalt. [4]");
  });

  it("reads a fact that is answered with no as a denial", () => {
    expect(judge("Is the Teal Cape waterproof?", "Yes, the Teal Cape is waterproof.", [CAPE]).ok).toBe(false);
    expect(judge("Is the Teal Cape waterproof?", "No, the Teal Cape is not waterproof.", [CAPE])).toMatchObject({
      ok: true,
    });
    expect(compose("Is the Teal Cape waterproof?", [CAPE])).toBe("Teal Cape: Waterproof: no. [3]");
  });

  it("holds German answers to German evidence", () => {
    expect(
      judge("Wie lange kann ich Schuhe zurückgeben?", "Sie können Schuhe 45 Tage ab Erhalt zurückgeben.", [RUECKGABE]),
    ).toMatchObject({ ok: true });
    expect(
      judge("Wie lange kann ich Schuhe zurückgeben?", "Sie können Schuhe 30 Tage ab Erhalt zurückgeben.", [RUECKGABE])
        .ok,
    ).toBe(false);
  });
});

describe("answersQuestion", () => {
  const ground = (question: string) => ({ question, evidence: ALL, quotes: pickQuotes(question, ALL) });

  it("wants a time where a time was asked for, and a price where a price was", () => {
    expect(
      answersQuestion(["Shoes can be returned after delivery."], ground("How long do I have to return shoes?")),
    ).toBe(false);
    expect(
      answersQuestion(["Shoes can be returned within 30 days."], ground("How long do I have to return shoes?")),
    ).toBe(true);
    expect(answersQuestion(["We ship to Germany from Utrecht."], ground("What does shipping to Germany cost?"))).toBe(
      false,
    );
    expect(answersQuestion([], ground("Is the Alder Jacket waterproof?"))).toBe(false);
  });
});

describe("mistakes that a small model made with the demo shop", () => {
  const CANNOT = item(
    "1",
    "policy",
    "Returns and refunds: What cannot come back",
    "Tea and food once opened, opened care products, and socks that have been worn.",
  );
  const ABROAD = item(
    "2",
    "policy",
    "Shipping: Prices and times",
    "To: Germany | Price: €5.90 | Time: 2 to 3 working days\nWe do not ship outside these countries yet.",
  );
  const DUNLIN = item(
    "3",
    "product",
    "Dunlin Walking Shoe",
    "The shoe this shop began with. Dunlin is a low leather shoe.\nYes, it is waterproof.",
  );
  const WAX = item("4", "product", "Leather Wax 100 ml", "Price: €14.00");
  const BOOT = item("5", "product", "Curlew Chelsea Boot", "Waxed leather, wide elastic.\nPrice: €189.00");

  it("does not allow what stands below a heading that forbids it, and quotes the heading along", () => {
    expect(judge("Can I return opened tea?", "Yes, you can return opened tea.", [CANNOT])).toMatchObject({ ok: false });
    expect(judge("Can I return opened tea?", "You can return opened tea.", [CANNOT])).toMatchObject({ ok: false });
    expect(compose("Can I return opened tea?", [CANNOT])).toBe(
      "Returns and refunds: What cannot come back: Tea and food once opened, opened care products, and socks that have been worn. [1]",
    );
  });

  it("says nothing true beside the question", () => {
    expect(
      judge("What does shipping to Germany cost?", "We do not ship outside these countries yet.", [ABROAD]).ok,
    ).toBe(false);
    const nonsense = "The shoe is a type of shoe called a Dunlin.";
    expect(judge("Is the Dunlin Walking Shoe waterproof?", nonsense, [DUNLIN]).ok).toBe(false);
    expect(judge("How do I care for the Dunlin shoe?", "1.", [DUNLIN]).ok).toBe(false);
  });

  it("keeps to the product that was named", () => {
    expect(compose("How much is the Leather Wax?", [BOOT, WAX])).toBe("Leather Wax 100 ml: €14.00. [4]");
  });

  it("does not take a place for a question", () => {
    expect(compose("What is the capital of Germany?", [ABROAD])).toBe("");
    expect(compose("Do you ship to the United States?", [ABROAD])).toBe(
      "We do not ship outside these countries yet. [2]",
    );
  });
});
