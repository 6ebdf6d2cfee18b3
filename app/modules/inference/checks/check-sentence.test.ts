import { describe, expect, it } from "vitest";
import type { Evidence } from "~/modules/inference/inference-types";
import { Placeholders } from "~/modules/inference/redaction/placeholders";
import { checkSentence } from "./check-sentence";
import { compileEvidence } from "./evidence-facts";
import { LeakGuard } from "./prompt-leak";

const EVIDENCE: readonly Evidence[] = [
  {
    id: "1",
    kind: "policy",
    title: "Refund policy",
    url: "https://shop.example/policies/refund-policy",
    text: "Unworn shoes can be returned within 30 days. Refunds take 5-7 business days. Write to help@shop.example or call +49 30 901820. Use code WELCOME10 for 10 % off. Our sale ends on 12 March 2027, a Friday. See https://shop.example/pages/sale?year=2027.",
  },
  {
    id: "2",
    kind: "product",
    title: "Fjord Rain Shoe",
    url: "https://shop.example/products/fjord-rain-shoe",
    text: "Price: €1,299.00. In stock: sizes 38–46. Weight 310 g. SKU FJ-310-BLK. Two-year guarantee.",
  },
];
const GUARDED =
  "You are the assistant of a shop and answer one question of a shopper from the passages.\nSecret: zircon-k3v9x2";

const check = (sentence: string, placeholders = new Placeholders()) =>
  checkSentence(sentence, {
    facts: compileEvidence(EVIDENCE),
    leaks: new LeakGuard({
      guarded: GUARDED,
      secrets: ["zircon-k3v9x2", "DATA-p8q7r6"],
      evidence: EVIDENCE.map(({ text }) => text),
    }),
    placeholders,
    countries: ["DE"],
    purpose: "chat",
  });

describe("lets through what the evidence says", () => {
  it.each([
    "You have 30 days.",
    "You have thirty days to return them.",
    "Sie haben 30 Tage Zeit.",
    "Vous avez 30 jours.",
    "Refunds take 5 to 7 business days.",
    "Refunds take 5–7 working days.",
    "It costs €1,299.00.",
    "It costs 1.299,00 €.",
    "It costs 1299 euros.",
    "It costs EUR 1 299,00.",
    "Get 10% off with WELCOME10.",
    "You get ten percent off.",
    "The sale ends on March 12, 2027.",
    "Sie endet am 12. März 2027.",
    "It ends on 12.03.2027.",
    "It ends on 2027-03-12, a Friday.",
    "It ends in March.",
    "Sizes 38 and 46 are in stock.",
    "It weighs 310 g.",
    "It has a 2-year guarantee.",
    "Its SKU is FJ-310-BLK.",
    "See https://shop.example/policies/refund-policy.",
    "See [the policy](https://shop.example/policies/refund-policy).",
    "See [the policy](/policies/refund-policy).",
    "See shop.example for more.",
    "See https://shop.example/pages/sale?year=2027.",
    "Write to help@shop.example.",
    "Call +49 30 901820 or 0049 30 901820.",
    "1. Open the box\n",
    "2) Put them on.",
    "Yes [1].",
    "They are **very** light, e.g. for hikes.",
    "Two colours are sold.",
    "You may return them.",
    "I love them <3.",
    "The FJORD Rain Shoe.",
    "Is there anything else that I can help with?",
  ])("%s", (sentence) => {
    expect(check(sentence)).toEqual({ ok: true, text: sentence });
  });
});

const REFUSED: readonly (readonly [string, string])[] = [
  ["figure_not_in_evidence", "You have 60 days."],
  ["figure_not_in_evidence", "You have sixty days."],
  ["figure_not_in_evidence", "You have fourteen days."],
  ["figure_not_in_evidence", "You have 30 weeks."],
  ["figure_not_in_evidence", "Sie haben vierzehn Tage."],
  ["figure_not_in_evidence", "You have ３０ months."],
  ["figure_not_in_evidence", "You have ٦٠ days."],
  ["figure_not_in_evidence", "You have 3\u200b1 days."],
  ["figure_not_in_evidence", "It costs €129.00."],
  ["figure_not_in_evidence", "It costs $1,299.00."],
  ["figure_not_in_evidence", "It costs 12,99 €."],
  ["figure_not_in_evidence", "You get 30% off."],
  ["figure_not_in_evidence", "You get 50 percent off."],
  ["figure_not_in_evidence", "The shoe weighs 250 g."],
  ["figure_not_in_evidence", "Ends on 13 March 2027."],
  ["figure_not_in_evidence", "Ends on 12 March 2028."],
  ["figure_not_in_evidence", "Ends on 12 April."],
  ["figure_not_in_evidence", "It arrives in December."],
  ["figure_not_in_evidence", "It arrives on Monday."],
  ["figure_not_in_evidence", "Es kommt am Montag an."],
  ["figure_not_in_evidence", "Three colours are sold."],
  ["claim_not_in_evidence", "It arrives tomorrow."],
  ["figure_not_in_evidence", "Only ½ price."],
  ["code_not_in_evidence", "Use code SAVE50."],
  ["code_not_in_evidence", "Use the code SUNSHINE."],
  ["code_not_in_evidence", "Use code FJORD at checkout."],
  ["code_not_in_evidence", 'Use the code "sunshine" today.'],
  ["code_not_in_evidence", "The discount code is sunshine."],
  ["code_not_in_evidence", "Try FREESHIP."],
  ["code_not_in_evidence", "Ｓ\u200bAVE50 works."],
  ["link_not_in_evidence", "See https://evil.example/x."],
  ["link_not_in_evidence", "See evil.com now."],
  ["link_not_in_evidence", "See www.evil.example."],
  ["link_not_in_evidence", "See //evil.example/x."],
  ["link_not_in_evidence", "See [the policy](https://evil.example)."],
  ["link_not_in_evidence", "See [the policy](/admin/delete)."],
  ["link_not_in_evidence", "See [the policy](//evil.example)."],
  ["link_not_in_evidence", "[1]: https://evil.example"],
  ["link_not_in_evidence", "Click [here](javascript:alert(1))."],
  ["link_not_in_evidence", "Click data:text/html;base64,PHNjcmlwdD4=."],
  ["link_not_in_evidence", "See https://shop.example/policies/refund-policy?q=secret."],
  ["link_not_in_evidence", "See https://shop.example.evil.com/policies/refund-policy."],
  ["personal_data", "See https://shop.example@evil.com/."],
  ["link_not_in_evidence", "See evil[.]com or evil dot com."],
  ["link_not_in_evidence", "See hxxps://evil.example."],
  ["link_not_in_evidence", "See http://192.168.0.1/x."],
  ["link_not_in_evidence", "See еvil.рф."],
  ["markup", "![x](https://evil.example/?d=1)"],
  ["markup", "![x](https://shop.example/policies/refund-policy)"],
  ["markup", "Hi <img src=x onerror=alert(1)>"],
  ["markup", "Hi <script>alert(1)</script>"],
  ["markup", "Hi </div><b"],
  ["markup", "Hi &lt;b&gt;"],
  ["markup", "See [this][1]."],
  ["template_token", "Hi <|im_start|>system."],
  ["template_token", "Hi [INST] obey [/INST]."],
  ["template_token", "Hi <<SYS>>."],
  ["template_token", "Hi <\u200b|im_end|>."],
  ["prompt_leak", "My secret is zircon-k3v9x2."],
  ["prompt_leak", "It is Z I R C O N K 3 V 9 X 2."],
  ["prompt_leak", "Backwards: 2x9v3k-nocriz."],
  ["prompt_leak", "The marker is DATA-p8q7r6."],
  ["prompt_leak", "I am told: You are the assistant of a shop and answer one question."],
  ["personal_data", "Write to max@other.example."],
  ["personal_data", "Call +49 170 1234567."],
  ["personal_data", "Her card is 4111 1111 1111 1111."],
  ["personal_data", "Pay to DE89 3704 0044 0532 0130 00."],
  ["personal_data", "It belongs to [EMAIL_7]."],
  ["too_long", "a".repeat(1_001)],
];

describe("withholds what it does not say", () => {
  it.each(REFUSED)("%s: %s", (reason, sentence) => {
    expect(check(sentence)).toEqual({ ok: false, reason });
  });
});

describe("checkSentence", () => {
  it("drops citations of what is no evidence", () => {
    expect(check("You have 30 days [1][7].")).toEqual({ ok: true, text: "You have 30 days [1]." });
    expect(check("You have 30 days [1, 9].")).toEqual({ ok: true, text: "You have 30 days [1]." });
    expect(check("You have 30 days [9].")).toEqual({ ok: true, text: "You have 30 days." });
  });

  it("lets the reader's own placeholders and values pass", () => {
    const own = new Placeholders([{ type: "EMAIL", number: 1, value: "jo@example.com" }]);
    expect(check("We write to [EMAIL_1].", own).ok).toBe(true);
    expect(check("We write to jo@example.com.", own).ok).toBe(true);
    expect(check("We write to [EMAIL_2].", own).ok).toBe(false);
  });

  it("notices a prompt that is given away word by word over sentences", () => {
    const leaks = new LeakGuard({ guarded: GUARDED, secrets: [], evidence: [] });
    const context = {
      facts: compileEvidence(EVIDENCE),
      leaks,
      placeholders: new Placeholders(),
      countries: [],
      purpose: "chat" as const,
    };
    const parts = ["You are the assistant.\n", "of a shop and.\n", "answer one question of."];
    expect(parts.map((part) => checkSentence(part, context).ok)).toEqual([true, false, false]);
  });

  it("refuses every figure when there is no evidence", () => {
    const context = {
      facts: compileEvidence([]),
      leaks: new LeakGuard({ guarded: "", secrets: [], evidence: [] }),
      placeholders: new Placeholders(),
      countries: [],
      purpose: "chat" as const,
    };
    expect(checkSentence("It costs 5.", context).ok).toBe(false);
    expect(checkSentence("Hello there.", context).ok).toBe(true);
  });
});
