import { describe, expect, it } from "vitest";
import { createMask } from "./mask-text";
import { Placeholders } from "./placeholders";
import { restoreText } from "~/modules/inference/restore";
import type { SavedPlaceholders } from "./placeholders";

const SAVED: SavedPlaceholders = [
  { type: "NAME", number: 1, value: "Ada" },
  { type: "EMAIL", number: 1, value: "ada@example.com" },
  { type: "ID", number: 1, value: "K-77" },
  { type: "NAME", number: 2, value: "Ada Brandt" },
];

describe("createMask", () => {
  const mask = createMask(SAVED, ["DE"]);

  it("takes back what was restored", () => {
    const sent = "Dear [NAME_2], we write to [EMAIL_1] about [ID_1].";
    const { text } = restoreText(sent, new Placeholders(SAVED));
    expect(text).toBe("Dear Ada Brandt, we write to ada@example.com about K-77.");
    expect(mask(text)).toBe(sent);
  });

  it("leaves placeholders that stand there already", () => {
    expect(mask("[EMAIL_1] and [PHONE_9]")).toBe("[EMAIL_1] and [PHONE_9]");
  });

  it("hides what the conversation did not know yet", () => {
    expect(mask("Call me: bob@example.org")).toBe("Call me: [EMAIL_2]");
    expect(mask("ADA@EXAMPLE.COM")).toBe("[EMAIL_1]");
  });

  it("leaves what the page shows anyway", () => {
    const shop = createMask(SAVED, ["DE"], ["Write to help@shop.example."]);
    expect(shop("Write to help@shop.example or ada@example.com.")).toBe("Write to help@shop.example or [EMAIL_1].");
  });

  it("finds no name inside another word", () => {
    expect(mask("We ship to Canada within 5 days.")).toBe("We ship to Canada within 5 days.");
  });
});
