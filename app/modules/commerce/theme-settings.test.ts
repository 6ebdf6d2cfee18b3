import { expect, test } from "vitest";
import { hasChatEmbed } from "./theme-settings";

const COMMENT = "/*\n * auto-generated\n */\n";
const ours = "shopify://apps/inhouse/blocks/chat-embed/0f2c6a4e";
const settings = (block: object) => COMMENT + JSON.stringify({ current: { blocks: { "1": block } } });

test.each([
  [true, settings({ type: ours, disabled: false, settings: {} })],
  [true, settings({ type: ours })],
  [false, settings({ type: ours, disabled: true })],
  [false, settings({ type: "shopify://apps/other/blocks/chat/1" })],
  [true, JSON.stringify({ current: "Default", presets: { Default: { blocks: { "1": { type: ours } } } } })],
  [false, JSON.stringify({ current: {} })],
  [false, "not json"],
])("chat embed on: %s", (isOn, file) => {
  expect(hasChatEmbed(file)).toBe(isOn);
});
