/** Where the extension's assets are served; `asset_url` points here. */
export const EXTENSION_ASSETS = "/_shopify/extensions/chat-widget/assets";
