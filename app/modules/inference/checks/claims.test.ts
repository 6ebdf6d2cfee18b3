import { describe, expect, it } from "vitest";
import type { Evidence } from "~/modules/inference/inference-types";
import { areClaimsStated } from "./claims";
import { compileEvidence } from "./evidence-facts";

const item = (kind: Evidence["kind"], title: string, text: string, id = title): Evidence => ({
  id,
  kind,
  title,
  url: `https://shop.example/${id}`,
  text,
});
const SHOP: readonly Evidence[] = [
  item(
    "policy",
    "Shipping and returns",
    "Shipping within Germany costs €4. Orders over €50 ship free. Returns cost €5.",
  ),
  item("policy", "Countries", "We do not ship to Switzerland, but to Austria. Express gibt es nicht."),
  item("product", "Brook Kettle", "Price: €39\nSold out\nNew customers: -10 %"),
  item("product", "Torrent Kettle", "Price: €64\nIn stock: White, Black\nSold out: Sage"),
];
const isStated = (sentence: string, evidence = SHOP) =>
  areClaimsStated(sentence, compileEvidence(evidence).claims, { home: ["DE"], parts: [], purpose: "chat" });

describe("areClaimsStated", () => {
  it.each([
    "Shipping is free over €50.",
    "Returns aren't free.",
    "We do not ship to Switzerland.",
    "We ship to Austria.",
    "We don't offer express shipping.",
    "Express bieten wir leider nicht an.",
    "The Torrent is in stock in White.",
    "Sage is not in stock.",
    "The Brook is sold out.",
    "The Brook is the cheaper one.",
    "You get a discount of 10 %.",
    "I don't know whether returns are free.",
    "There is no information about a discount.",
    "Can I cancel my order?",
  ])("lets pass what the evidence says or nothing promises: %s", (sentence) => {
    expect(isStated(sentence)).toBe(true);
  });

  it.each([
    ["of another thing", "Returns are free."],
    ["of a thing that nothing is said about", "You get a free towel."],
    ["for another country", "Shipping to Austria is free."],
    ["that the evidence denies", "We ship to Switzerland."],
    ["that the evidence denies", "We offer express shipping."],
    ["for a country that it does not name", "It is made in Italy."],
    ["of stock that it denies", "The Brook is available."],
    ["of stock that it denies", "Sage is in stock."],
    ["without its condition", "Shipping is always free."],
    ["without its figure", "There is a discount."],
    ["of the best price", "It is the cheapest kettle."],
    ["of what was done just now", "I have cancelled your order."],
    ["wrapped in a denial", "No doubt you know that returns are free."],
    ["after a denial", "I don't know why, but returns are free."],
    ["that only looks denied", "Returns are not only free but fast."],
    ["that is denied of something else", "Kostenlos und nicht teuer ist die Rücksendung."],
    ["by a denial of its cost", "Returns won't cost you anything."],
    ["with another", "Returns are on us today."],
  ])("holds a claim %s: %s", (_what, sentence) => {
    expect(isStated(sentence)).toBe(false);
  });

  it("says of an order what its own data says", () => {
    const order = item("order", "Order #1", "Status: shipped with DHL.");
    expect(isStated("Your order has been shipped.", [order])).toBe(true);
    expect(isStated("Your order has been refunded.", [order])).toBe(false);
    expect(isStated("Your order has been shipped.", [{ ...order, kind: "page" }])).toBe(false);
  });

  it("leaves to product copy what that judges itself", () => {
    const claims = compileEvidence(SHOP).claims;
    const judge = (purpose: "chat" | "copy") =>
      areClaimsStated("It is certified and heals.", claims, { home: [], parts: [], purpose });
    expect([judge("chat"), judge("copy")]).toEqual([false, true]);
  });

  it("looks only at what crosses the end of a line when lines are joined", () => {
    const over = (parts: readonly string[]) =>
      areClaimsStated(parts.join(" "), compileEvidence(SHOP).claims, { home: [], parts, purpose: "chat" });
    expect(over(["Ship free.", "Returns:"])).toBe(true);
    expect(over(["Everything is on", "sale."])).toBe(false);
  });
});
