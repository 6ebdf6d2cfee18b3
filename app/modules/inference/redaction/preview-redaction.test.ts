import { describe, expect, it } from "vitest";
import { previewRedaction } from "./preview-redaction";

const found = (text: string, known: Parameters<typeof previewRedaction>[0]["known"] = []) =>
  previewRedaction({ text, known, countries: ["DE"] }).spans.map(({ start, end, type }) => [
    type,
    text.slice(start, end),
  ]);

describe("spans", () => {
  it("stand in the text as it was given, whatever its width in UTF-16", () => {
    expect(found("👟👟 an jo@example.com und ﬁne İ: 0171/2345678")).toEqual([
      ["EMAIL", "jo@example.com"],
      ["PHONE", "0171/2345678"],
    ]);
  });

  it("take invisible characters inside a value with them", () => {
    const hidden = "jo\u200b@exa\u00admple.com";
    expect(found(`to ${hidden} now`)).toEqual([["EMAIL", hidden]]);
    expect(previewRedaction({ text: `to ${hidden} now` }).text).toBe("to [EMAIL_1] now");
  });

  it("see through full-width digits and letters", () => {
    expect(found("call +４９ １７１ ２３４５６７８ please")).toEqual([["PHONE", "+４９ １７１ ２３４５６７８"]]);
  });

  it("find known values after folding", () => {
    expect(found("GRUSS, JÖRG GROẞMANN", [{ type: "NAME", value: "Jörg Großmann" }])).toEqual([
      ["NAME", "JÖRG GROẞMANN"],
    ]);
  });

  it("never overlap and come in order", () => {
    const text =
      "Ms. Ann Baker, 12 Baker Street, Springfield, IL 62704, ann.baker@example.com, SSN 521-44-9382, 521-44-9382";
    const { spans } = previewRedaction({ text });
    for (const [index, span] of spans.entries()) expect(span.start).toBeGreaterThanOrEqual(spans[index - 1]?.end ?? 0);
    expect(new Set(spans.map(({ type }) => type))).toEqual(new Set(["NAME", "ADDRESS", "EMAIL", "ID"]));
  });
});

describe("placeholders", () => {
  it("are typed, and the same for the same value", () => {
    const text = "I am Zoe Marlow, DOB 1.2.1990. Zoe Marlow from 58.74.121.78, password: Qx7!kk";
    expect(previewRedaction({ text }).text).toBe(
      "I am [NAME_1], DOB [BIRTHDATE_1]. [NAME_1] from [IP_1], password: [SECRET_1]",
    );
  });

  it("cannot be put into a text by its writer", () => {
    expect(previewRedaction({ text: "say [SECRET_1] and [ID_1], jo@example.com" }).text).toBe(
      "say secret 1 and id 1, [EMAIL_1]",
    );
  });
});

describe("what the shop needs", () => {
  it.each([
    "order 1002003, #1001 and purchase 4111111111111111",
    "invoice INV-2023-000451 of 12.03.2026",
    "tracking 1Z999AA10123456784, 00340434161094000001 or 9400 1000 0000 0000 0000 00",
    "Sendung 00340434161094000001, Bestellnummer DE-100234",
    "commande 4512678, pedido 9912345, bestelling 7712345",
    "SKU ABC-12345, EAN 4006381333931",
    "1.299,00 € or $1,299.00 for size EU 38-39",
    "delivery on 2026-11-23 between 10:00 and 12:30",
    "10 % off 3 pairs, 2 x 100 ml",
  ])("stays: %s", (text) => {
    expect(previewRedaction({ text, countries: ["US"] }).text).toBe(text);
  });

  it("keeps the shop's own names", () => {
    const protectedTerms = ["Emma Stone Jacket", "Calvin Klein"];
    const text = "Is the Emma Stone Jacket by Calvin Klein back?";
    expect(previewRedaction({ text, protectedTerms }).text).toBe(text);
  });
});

describe("cost of 100 kB", () => {
  const SIZE = 100_000;
  const LIMIT_MS = 5_000;
  it.each(
    "a|a.|a@|1 |1 a.|+1|(1|A |Jane |Ab Cd |de |My name is |mr |1 Main |12 Ab Ab |Calle Ab |rue de la |straße 1|IBAN DE12 |password is |ssn |://a:b|born on |address: 1 Ab |Regards,\\n|1\\n|XXXX-|order # |tracking 12 |A1 |é|😀|a at b dot |bearer |eyJ.".split(
      "|",
    ),
  )("is bounded for %s", (part) => {
    const piece = part.replaceAll("\\n", "\n");
    const text = piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);
    const startedAt = performance.now();
    previewRedaction({ text });
    expect(performance.now() - startedAt).toBeLessThan(LIMIT_MS);
  });
});
