import { z } from "zod";

const EMBED_BLOCK = "/blocks/chat-embed/";

const Block = z.object({ type: z.string(), disabled: z.boolean().optional() });
const Settings = z.object({ blocks: z.record(z.string(), Block).optional() });
const SettingsData = z.object({
  /** The settings in use, or the name of the preset that they are. */
  current: z.union([z.string(), Settings]),
  presets: z.record(z.string(), z.unknown()).optional(),
});

/** Whether the theme's settings_data.json has the chat embed switched on; false when the file cannot be read. */
export function hasChatEmbed(settingsData: string): boolean {
  const parsed = SettingsData.safeParse(parseJson(settingsData));
  if (!parsed.success) return false;
  const { current, presets } = parsed.data;
  const settings = typeof current === "string" ? Settings.safeParse(presets?.[current]).data : current;
  return Object.values(settings?.blocks ?? {}).some(
    (block) => block.type.includes(EMBED_BLOCK) && block.disabled !== true,
  );
}

/** Shopify writes a comment above the JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\s*(?:\/\*[\s\S]*?\*\/\s*)*/, ""));
  } catch {
    return null;
  }
}
