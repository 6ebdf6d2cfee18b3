import { frameOrigin, isEmbedded } from "./config.js";

const listeners = new Map();
const waiting = new Map();
let lastRequest = 0;

/** Tells the frame something. */
export function send(type, data = {}) {
  if (isEmbedded) window.parent.postMessage({ devstoreBridge: type, ...data }, frameOrigin);
}

/** Asks the frame and resolves to its answer. */
export function ask(type, data = {}) {
  if (!isEmbedded) return Promise.reject(new Error("This page is not open in the Shopify admin"));
  lastRequest += 1;
  const request = lastRequest;
  return new Promise((resolve, reject) => {
    waiting.set(request, { resolve, reject });
    send(type, { ...data, request });
  });
}

/** Calls back on every message of a type from the frame. */
export function on(type, listener) {
  listeners.set(type, listener);
}

window.addEventListener("message", (event) => {
  if (event.source !== window.parent || event.origin !== frameOrigin) return;
  const { devstoreFrame: type, request, ...data } = event.data ?? {};
  if (type === "answer") settle(request, data);
  else listeners.get(type)?.(data);
});

function settle(request, { value, problem }) {
  const promise = waiting.get(request);
  waiting.delete(request);
  if (problem) promise?.reject(new Error(problem));
  else promise?.resolve(value);
}
