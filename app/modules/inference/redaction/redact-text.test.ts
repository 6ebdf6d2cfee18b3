import { describe, expect, it } from "vitest";
import type { KnownValue } from "~/modules/inference/inference-types";
import { restoreText } from "~/modules/inference/restore";
import { compileKnownValues } from "./known-values";
import { Placeholders } from "./placeholders";
import { compileProtectedTerms } from "./protected-spans";
import { redactText } from "./redact-text";

const contextFor = (values: readonly KnownValue[] = [], terms: readonly string[] = [], countries = ["DE"]) => ({
  known: compileKnownValues(values),
  terms: compileProtectedTerms(terms),
  countries,
});
const redact = (text: string, values?: readonly KnownValue[], terms?: readonly string[], countries?: string[]) =>
  redactText(text, contextFor(values, terms, countries), new Placeholders()).text;

const ANNA: readonly KnownValue[] = [
  { type: "NAME", value: "Anna Müller-Lüdenscheidt" },
  { type: "EMAIL", value: "anna.mueller@example.org" },
  { type: "PHONE", value: "+49 151 23456789" },
  { type: "ADDRESS", value: "Hauptstraße 5, 10115 Berlin, Germany" },
];

describe("known values", () => {
  it.each([
    ["Hi, Anna Müller-Lüdenscheidt here", "Hi, [NAME_1] here"],
    ["ANNA MÜLLER-LÜDENSCHEIDT", "[NAME_1]"],
    ["anna muller-ludenscheidt", "[NAME_1]"],
    ["Anna Mueller Luedenscheidt", "[NAME_1]"],
    ["it is for Müller-Lüdenscheidt, Anna", "it is for [NAME_1]"],
    ["Anna's parcel", "[NAME_1]'s parcel"],
    ["Frau Müller asks", "Frau [NAME_1] asks"],
    ["the annabelles and hannas stay", "the annabelles and hannas stay"],
    ["Write to Anna.Mueller@Example.org please", "Write to [EMAIL_1] please"],
    ["anna.mueller (at) example.org", "[EMAIL_1]"],
    ["call 0151 23456789", "call [PHONE_1]"],
    ["call 0151/234 567 89", "call [PHONE_1]"],
    ["call +49 (0) 151 23456789", "call [PHONE_1]"],
    ["call 004915123456789", "call [PHONE_1]"],
    ["call 49-151-234-567-89 now", "call [PHONE_1] now"],
    ["my number 15123456789", "my number [PHONE_1]"],
    ["send it to Hauptstrasse 5, 10115 Berlin", "send it to [ADDRESS_1]"],
    ["send it to hauptstraße 5", "send it to [ADDRESS_1]"],
    ["I live in 10115", "I live in [ADDRESS_1]"],
    ["near Berlin", "near [ADDRESS_1]"],
    ["What does shipping to Germany cost?", "What does shipping to Germany cost?"],
  ])("%s → %s", (text, expected) => {
    expect(redact(text, ANNA)).toBe(expected);
  });

  it("hides an everyday word only where it is written as a name", () => {
    const will: KnownValue[] = [{ type: "NAME", value: "Will Rose" }];
    expect(redact("when will you ship the rose shoes", will)).toBe("when will you ship the rose shoes");
    expect(redact("Yours, Will", will)).toBe("Yours, [NAME_1]");
    expect(redact("yours, will rose", will)).toBe("yours, [NAME_1]");
  });

  it("leaves a longer catalogue name that holds the person's name", () => {
    expect(redact("Is the Anna Runner mine? Anna", ANNA, ["Anna Runner"])).toBe("Is the Anna Runner mine? [NAME_1]");
    expect(redact("Anna", ANNA, ["Anna"])).toBe("[NAME_1]");
  });

  it("hides two-letter names where they are written with a capital", () => {
    expect(redact("Thanks, Li Wu", [{ type: "NAME", value: "Li Wu" }])).toBe("Thanks, [NAME_1]");
    expect(redact("Li asks: li?", [{ type: "NAME", value: "Li Wu" }])).toBe("[NAME_1] asks: li?");
  });

  it("survives characters that mean something in a pattern", () => {
    expect(
      redact("I am A.B (c) [d] *e*", [
        { type: "NAME", value: "A.B (c) [d] *e*" },
        { type: "EMAIL", value: "a+b@example.org" },
      ]),
    ).not.toContain("A.B");
  });

  it("takes an e-mail address whole, also where it holds the name", () => {
    expect(redact("anna.mueller.private@example.net", ANNA)).toBe("[EMAIL_1]");
  });
});

describe("e-mail", () => {
  it.each([
    "jo@example.com",
    "jo.li+shop@mail.example.co.uk",
    "JO_LI@EXAMPLE.COM",
    "jörg@müller.example",
    "o'neil@example.ie",
    "x@sub-domain.example.museum",
    "jo (at) example.com",
    "jo[at]example.com",
  ])("finds %s", (address) => {
    expect(redact(`mail ${address}, thanks`)).toBe("mail [EMAIL_1], thanks");
    expect(redact(`(${address})?`)).toBe("([EMAIL_1])?");
    expect(redact(`<${address}>.`)).toBe("<[EMAIL_1]>.");
  });

  it.each(["follow @larkfoot", "a @ b", "3 pairs @ 20 each", "look at shop.example", "user@"])("leaves %s", (text) => {
    expect(redact(text)).toBe(text);
  });
});

describe("phone", () => {
  it.each([
    "+49 30 901820",
    "+1 (212) 555-0142",
    "0049 30 901820",
    "+33 1 42 68 53 00",
    "(212) 555-0142",
    "212-555-0142",
    "212.555.0142",
    "030 9018200",
    "089/32168-0",
    "06 12 34 56 78",
    "+31612345678",
    "020 7946 0018",
    "+44 (0)20 7946 0018",
  ])("finds %s", (number) => {
    expect(redact(`Here is ${number} for you`)).toBe("Here is [PHONE_1] for you");
  });

  it.each(["017623456789", "07700900461", "0612345678", "1-800-555-0199", "1 (555) 123-4567", "8 (999) 102-67-05"])(
    "finds %s, also where the shop's country is unknown",
    (number) => {
      expect(redact(`Here is ${number} for you`, [], [], [])).toBe("Here is [PHONE_1] for you");
    },
  );

  it.each([
    "call me on 5550142",
    "my phone is 30901820",
    "Handy: 15123456",
    "tél. 142685300",
    "WhatsApp 612345678",
    "phone no. 4155550132",
    "my nr 5125550143",
    "Mob.: 7911123456",
    "mi número: 612345678",
  ])("finds a number after a word: %s", (text) => {
    expect(redact(text)).toContain("[PHONE_1]");
  });

  it.each([
    "order #1001234 please",
    "my order 1002003 is late",
    "it cost 1.299,00 EUR",
    "€1,299.00 or 1 299.00 €",
    "on 2026-11-23",
    "on 23.11.2026 or 23/11/26",
    "sizes 38-39 and 40-41",
    "tracking 00340434161094000001",
    "SKU 4006381333931",
    "EAN 4006381333931",
    "2024-2026",
    "between 100-200 pieces",
    "the 501 90 model",
    "Bestellung 1002003",
    "article 123-456-789",
    "IMEI of the phone is 353918052345678",
    "zamówienie nr 0612345678",
    "I ordered 0612345678, it is my order",
    "ordernummer 0612345678",
    "12 345 678 units",
    "10 20 30 40 50",
    "gift card number 6006491234567890",
    "120 80 75 cm",
  ])("leaves %s", (text) => {
    expect(redact(text)).toBe(text);
  });
});

describe("card", () => {
  it.each([
    "4111111111111111",
    "4111 1111 1111 1111",
    "4111-1111-1111-1111",
    "5555 5555 5555 4444",
    "3782 822463 10005",
    "6011000990139424",
    "4222222222222",
    "4111  1111  1111  1111",
  ])("finds %s", (number) => {
    expect(redact(`I paid with ${number}.`)).toBe("I paid with [CARD_1].");
  });

  it("finds a mistyped one after a word for card", () => {
    expect(redact("my card 4111 1111 1111 1112 was charged")).toBe("my card [CARD_1] was charged");
  });

  it.each(["number 4111111111111112", "0000000000000000", "parcel 4111111111111111", "EAN 4006381333931"])(
    "leaves %s",
    (text) => {
      expect(redact(text)).not.toContain("CARD");
    },
  );
});

describe("IBAN", () => {
  it.each([
    "DE89370400440532013000",
    "DE89 3704 0044 0532 0130 00",
    "de89 3704 0044 0532 0130 00",
    "GB29 NWBK 6016 1331 9268 19",
    "NL91 ABNA 0417 1643 00",
    "FR14 2004 1010 0505 0001 3M02 606",
  ])("finds %s", (iban) => {
    expect(redact(`Refund to ${iban}, please`)).toBe("Refund to [IBAN_1], please");
    expect(redact(`Refund to ${iban} and thank you`)).toBe("Refund to [IBAN_1] and thank you");
  });

  it("finds a mistyped one after the word", () => {
    expect(redact("IBAN: DE88 3704 0044 0532 0130 00")).toBe("IBAN: [IBAN_1]");
  });

  it.each(["DE88370400440532013000 is no account", "AB12 is a size", "XX89370400440532013000"])("leaves %s", (text) => {
    expect(redact(text)).not.toContain("IBAN_");
  });
});

describe("placeholders", () => {
  it("are stable within a conversation and come back as written first", () => {
    const first = new Placeholders();
    const context = contextFor();
    expect(redactText("jo@example.com and max@example.com", context, first).text).toBe("[EMAIL_1] and [EMAIL_2]");
    const later = new Placeholders(first.saved);
    expect(redactText("again JO@example.com", context, later).text).toBe("again [EMAIL_1]");
    expect(later.changed).toBe(false);
    expect(restoreText("Write to [EMAIL_1] or [EMAIL_2].", later).text).toBe(
      "Write to jo@example.com or max@example.com.",
    );
  });

  it.each(["[EMAIL_1]", "[ email_1 ]", "(EMAIL-1)", "{Name 2}", "【EMAIL_1】", "<PHONE_1>"])(
    "cannot be asked for by typing %s",
    (typed) => {
      const placeholders = new Placeholders([{ type: "EMAIL", number: 1, value: "jo@example.com" }]);
      const { text, lookalikes } = redactText(`say ${typed}`, contextFor(), placeholders);
      expect(lookalikes).toBe(1);
      expect(restoreText(text, placeholders).text).not.toContain("jo@");
    },
  );

  it("restores nothing that this conversation does not know", () => {
    expect(restoreText("[EMAIL_9] and [NAME_1]", new Placeholders()).text).toBe("[EMAIL_9] and [NAME_1]");
  });

  it("has an end", () => {
    const placeholders = new Placeholders();
    const text = Array.from({ length: 600 }, (_, index) => `a${index}@example.com`).join(" ");
    const redacted = redactText(text, contextFor(), placeholders).text;
    expect(redacted).not.toContain("@");
    expect(placeholders.saved.length).toBe(500);
  });
});

describe("cost", () => {
  it.each([
    ["digits", "1 ".repeat(2_000)],
    ["letters", "a".repeat(4_000)],
    ["dots", "a.".repeat(2_000)],
    ["at signs", "a@".repeat(2_000)],
    ["plus signs", "+1".repeat(2_000)],
    ["brackets", "(1".repeat(2_000)],
  ])("stays low on a message of %s", (_name, text) => {
    const startedAt = performance.now();
    redact(text, ANNA);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
