import { gid } from "../gid.ts";
import type { ApiCall, View } from "./api-call.ts";
import { UNDATED } from "./collection-view.ts";
import { connection } from "./connection.ts";
import type { ListKind } from "./connection.ts";
import type { ListArgs } from "./list-args.ts";

const SETTINGS_FILE = "config/settings_data.json";
/** `<app handle>/blocks/<block file>/<id of the extension>`; the id is any, since only the rest is stable. */
const EMBED_TYPE = "shopify://apps/inhouse/blocks/chat-embed/0f2c6a4e-5b1d-4c39-9a7e-8d3b6f1e2c55";
/** The real file begins with such a comment, so it is not plain JSON. */
const SETTINGS_COMMENT = `/*
 * ------------------------------------------------------------
 * IMPORTANT: The contents of this file are auto-generated.
 *
 * This file may be updated by the Shopify admin theme editor
 * or related systems. Please exercise caution as any changes
 * made to this file may be overwritten.
 * ------------------------------------------------------------
 */
`;

/** How themes are listed; a store has one, its main theme. */
export function themeKind(call: ApiCall): ListKind<"main"> {
  return { key: () => 1, view: () => themeView(call) };
}

function themeView(call: ApiCall): View {
  return {
    __typename: "OnlineStoreTheme",
    id: gid("OnlineStoreTheme", 1),
    name: "Storefront",
    role: "MAIN",
    prefix: "/themes/1",
    processing: false,
    processingFailed: false,
    themeStoreId: null,
    createdAt: UNDATED,
    updatedAt: UNDATED,
    translations: [],
    files: ({ filenames, ...args }: ListArgs & { filenames?: string[] }) => {
      const wanted = !filenames || filenames.some(matchesSettings) ? [settingsData(call)] : [];
      const files = connection(call, wanted, args, { key: () => SETTINGS_FILE, view: fileView });
      return { ...files, userErrors: [] };
    },
  };
}

const matchesSettings = (pattern: string) =>
  pattern.endsWith("*") ? SETTINGS_FILE.startsWith(pattern.slice(0, -1)) : pattern === SETTINGS_FILE;

function settingsData({ state }: ApiCall): string {
  const blocks =
    state.embed === null ? {} : { "17284950163847": { type: EMBED_TYPE, disabled: !state.embed, settings: {} } };
  return SETTINGS_COMMENT + JSON.stringify({ current: { blocks }, presets: {} }, null, 2);
}

function fileView(content: string): View {
  return {
    filename: SETTINGS_FILE,
    contentType: "application/json",
    size: String(Buffer.byteLength(content)),
    createdAt: UNDATED,
    updatedAt: UNDATED,
    body: { __typename: "OnlineStoreThemeFileBodyText", content },
  };
}
