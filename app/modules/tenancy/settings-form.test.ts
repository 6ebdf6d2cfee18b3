import { describe, expect, it } from "vitest";
import { toLimitValues } from "./limit-fields";
import { SettingsForm } from "./settings-form";
import { ShopSettings } from "./shop-settings";

const DEFAULTS = ShopSettings.parse({});

const form = {
  tone: "Plain",
  wordsToUse: "hand-finished\n\n honest , honest",
  wordsToAvoid: "",
  factMetafields: "custom.material\ncustom.*",
  greeting: "  ",
  chatStrategy: "tools",
  ...toLimitValues(DEFAULTS),
};

describe("SettingsForm", () => {
  it("turns lines into lists and an empty greeting into none", () => {
    expect(SettingsForm.parse(form)).toEqual({
      brandVoice: { tone: "Plain", wordsToUse: ["hand-finished", "honest"], wordsToAvoid: [] },
      factMetafields: ["custom.material", "custom.*"],
      greeting: undefined,
      chatStrategy: "tools",
      requestLimitPerMinute: DEFAULTS.requestLimitPerMinute,
      tokenLimitPerDay: DEFAULTS.tokenLimitPerDay,
      streamLimit: DEFAULTS.streamLimit,
    });
  });

  it("refuses a metafield without a namespace", () => {
    expect(SettingsForm.safeParse({ ...form, factMetafields: "material" }).success).toBe(false);
  });
});
