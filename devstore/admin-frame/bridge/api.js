import { ask, on, send } from "./channel.js";
import { config } from "./config.js";
import { idToken } from "./session-token.js";

const toasts = new Map();
let lastToast = 0;

on("toast-action", ({ id }) => toasts.get(id)?.onAction?.());
on("toast-gone", ({ id }) => {
  toasts.get(id)?.onDismiss?.();
  toasts.delete(id);
});

const toast = {
  show(message, { duration, isError = false, action, onAction, onDismiss } = {}) {
    lastToast += 1;
    const id = `toast-${lastToast}`;
    toasts.set(id, { onAction, onDismiss });
    send("toast", { id, message: String(message), duration, isError, action });
    return id;
  },
  hide(id) {
    send("toast-hide", { id });
  },
};

/** Methods that name an element by its id. */
const byId = (tag) => {
  const find = (id) => {
    const element = document.getElementById(id);
    if (element?.localName !== tag) throw new Error(`There is no <${tag} id="${id}">`);
    return element;
  };
  return {
    show: async (id) => find(id).show(),
    hide: async (id) => find(id).hide(),
    toggle: async (id) => find(id).toggle(),
  };
};

/** Resolves when no changes are unsaved or the person agrees to lose them; stays open otherwise. */
async function leaveConfirmation() {
  const mayLeave = await ask("leave-confirmation");
  if (!mayLeave) await new Promise(() => {});
}

const nothing = () => {};

/** The global `shopify`, as far as apps on @shopify/app-bridge-react 4 use it. */
export const shopify = {
  config,
  origin: location.origin,
  ready: Promise.resolve(),
  environment: { embedded: true, mobile: false, pos: false, intent: false },
  setSignals: nothing,
  idToken,
  toast,
  saveBar: { ...byId("ui-save-bar"), leaveConfirmation },
  modal: byId("ui-modal"),
  loading: (isLoading) => send("loading", { isLoading: isLoading === true }),
  user: () => ask("user"),
  /** Resolves to the chosen products or collections, or to undefined when the dialog was closed. */
  resourcePicker: async (options) => {
    const chosen = await ask("picker", { options: JSON.parse(JSON.stringify(options)) });
    return chosen && Object.assign(chosen, { selection: chosen });
  },
  webVitals: { onReport: nothing },
  support: { registerHandler: nothing },
};
