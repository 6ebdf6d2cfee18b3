import { startChannel } from "./channel.js";
import { confirmLeave } from "./leave-dialog.js";
import { markCurrent, showNav, startMenu } from "./nav.js";
import { openPicker } from "./picker.js";
import { hasUnsavedChanges, showSaveBar } from "./save-bar.js";
import { settings } from "./settings.js";
import { showTitleBar } from "./title-bar.js";
import { hideToast, showToast } from "./toasts.js";

const PREFIX = "/admin/apps/inhouse";
const frame = document.querySelector("[data-app]");

startMenu();
if (frame) startFrame(frame);

function startFrame(iframe) {
  const channel = startChannel(iframe, settings.appOrigin, {
    "id-token": askSessionToken,
    user: () => settings.staff,
    picker: ({ options }) => openPicker(options),
    "leave-confirmation": () => mayLeave(),
    toast: (toast) => showToast(toast, channel.tell),
    "toast-hide": ({ id }) => hideToast(id),
    "save-bar": (bar) => showSaveBar(bar, channel.tell),
    "title-bar": (bar) => showTitleBar(bar, channel.tell),
    nav: ({ links }) => showNav(links, PREFIX, (path) => go(channel, path)),
    loading: ({ isLoading }) => (document.querySelector("[data-loading]").hidden = !isLoading),
    location: ({ path }) => followApp(path),
    open: ({ url }) => openTop(url),
  });
  // Only now: what the app says while it loads must find a listener.
  iframe.src = iframe.dataset.src;
}

async function askSessionToken() {
  const response = await fetch(`/_shopify/${settings.domain}/session-token`, {
    headers: { accept: "application/json" },
  });
  if (!response.ok) throw new Error(`No session token: the dev store answered ${response.status}`);
  return (await response.json()).token;
}

async function mayLeave() {
  return !hasUnsavedChanges() || (await confirmLeave());
}

async function go(channel, path) {
  if (await mayLeave()) channel.tell("navigate", { path });
}

/** The frame's address follows the app's, so that a reload and the back button lead to the same page. */
function followApp(path) {
  const inner = /^\/app(?=[/?#]|$)(.*)$/.exec(path);
  if (!inner) return;
  history.replaceState(null, "", PREFIX + inner[1]);
  document.querySelectorAll("[data-app-nav] a, [data-app-home]").forEach(markCurrent);
}

/** Goes where the app sends the whole window: its own pages open in the frame, others only over http. */
function openTop(address) {
  const url = new URL(address);
  const inApp = url.origin === settings.appOrigin && /^\/app(\/|$)/.test(url.pathname);
  if (inApp) return location.assign(PREFIX + url.pathname.slice("/app".length) + url.search);
  if (url.protocol === "http:" || url.protocol === "https:") location.assign(url);
}
