import { describe, expect, it } from "vitest";
import { SettingsForm } from "./settings-form";

const form = {
  tone: "Plain",
  wordsToUse: "hand-finished\n\n honest , honest",
  wordsToAvoid: "",
  factMetafields: "custom.material\ncustom.*",
  greeting: "  ",
  chatStrategy: "tools",
  conversationLimit: "20",
  shopLimit: "120",
};

describe("SettingsForm", () => {
  it("turns lines into lists and an empty greeting into none", () => {
    expect(SettingsForm.parse(form)).toEqual({
      brandVoice: { tone: "Plain", wordsToUse: ["hand-finished", "honest"], wordsToAvoid: [] },
      factMetafields: ["custom.material", "custom.*"],
      greeting: undefined,
      chatStrategy: "tools",
      requestLimitPerMinute: { conversation: 20, shop: 120 },
    });
  });

  it("refuses a metafield without a namespace", () => {
    expect(SettingsForm.safeParse({ ...form, factMetafields: "material" }).success).toBe(false);
  });
});
