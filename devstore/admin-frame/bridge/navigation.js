import { on, send } from "./channel.js";
import { config, frameOrigin, isEmbedded } from "./config.js";

/** What Shopify adds to the app's address; no part of the app's own path. */
const RESTRICTED = [
  "hmac",
  "shop",
  "host",
  "embedded",
  "id_token",
  "locale",
  "protocol",
  "session",
  "timestamp",
  "appLoadId",
];

const plainOpen = window.open.bind(window);

/** Keeps the frame's address in step with the app's, and follows the frame's menu. */
export function syncNavigation() {
  if (!isEmbedded) return;
  for (const name of ["pushState", "replaceState"]) {
    const plain = history[name].bind(history);
    history[name] = (...values) => {
      plain(...values);
      tellLocation();
    };
  }
  window.addEventListener("popstate", tellLocation);
  document.addEventListener("click", openAdminLink, true);
  on("navigate", ({ path }) => navigate(path));
  window.open = openAnywhere;
  tellLocation();
}

function tellLocation() {
  const url = new URL(location.href);
  for (const name of RESTRICTED) url.searchParams.delete(name);
  send("location", { path: url.pathname + url.search + url.hash });
}

/** Lets the app's router go there; the library listens for `shopify:navigate` on window and reads the target's href. */
function navigate(path) {
  if (document.readyState !== "complete") return location.assign(path);
  const link = document.createElement("a");
  link.href = path;
  link.hidden = true;
  document.body.append(link);
  link.dispatchEvent(new CustomEvent("shopify:navigate", { bubbles: true }));
  link.remove();
}

/** Address in the dev store's admin of a link into Shopify's; null for any other link. */
export function findAdminPath(address) {
  const scheme = /^shopify:\/*admin(\/.*)?$/i.exec(address);
  if (scheme) return `/admin${scheme[1] ?? ""}`;
  const url = URL.parse(address, location.href);
  if (!url) return null;
  const ofStore = /^\/store\/[^/]+(\/.*)?$/.exec(url.pathname);
  if (url.host === "admin.shopify.com" && ofStore) return `/admin${ofStore[1] ?? ""}${url.search}`;
  if (url.host === config.shop && /^\/admin(\/|$)/.test(url.pathname)) return url.pathname + url.search;
  return null;
}

function openAnywhere(address = "", target = "_blank", features) {
  const adminPath = findAdminPath(String(address));
  if (adminPath && target !== "_blank" && target !== "_new")
    return (send("open", { url: frameOrigin + adminPath }), null);
  if (adminPath) return plainOpen(frameOrigin + adminPath, target, features);
  const url = new URL(String(address), location.href);
  // The store's own domain stands for its storefront here.
  if (url.host === config.shop) return plainOpen(frameOrigin + url.pathname + url.search, target, features);
  if (target === "_top" || target === "_parent") return (send("open", { url: url.href }), null);
  return plainOpen(address, target, features);
}

function openAdminLink(event) {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!link || event.defaultPrevented || event.button !== 0) return;
  const address = link.getAttribute("href");
  if (!findAdminPath(address) && URL.parse(address, location.href)?.host !== config.shop) return;
  event.preventDefault();
  openAnywhere(address, link.target || "_top");
}
