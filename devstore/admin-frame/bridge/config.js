import { STORE_ORIGINS } from "./settings.js";

const parameters = new URLSearchParams(location.search);
const script = document.currentScript;

/** What App Bridge knows from the page's first address; later addresses of the same tab may lack it. */
export const config = { apiKey: findApiKey(), ...readPlace() };

/** Origin of the admin frame around this page: the only one that is spoken to. */
export const frameOrigin = STORE_ORIGINS[config.shop] ?? null;
export const isEmbedded = window.parent !== window && frameOrigin !== null;

function findApiKey() {
  return script?.dataset.apiKey ?? document.querySelector('meta[name="shopify-api-key"]')?.content ?? "";
}

/** Shop and locale from the address, else from the window's name: storage is closed to frames on another site. */
function readPlace() {
  const named = readName();
  const host = parameters.get("host") ?? named.host;
  if (!host) return { locale: "en" };
  return {
    host,
    shop: parameters.get("shop") ?? named.shop ?? shopOf(host),
    locale: parameters.get("locale") ?? named.locale ?? "en",
  };
}

/** The admin frame names its iframe after the shop; the name outlives every navigation in it. */
function readName() {
  try {
    return JSON.parse(window.name);
  } catch {
    return {};
  }
}

/** `host` is base64 of `admin.shopify.com/store/<handle>`. */
function shopOf(host) {
  return `${atob(host).split("/").at(-1)}.myshopify.com`;
}
