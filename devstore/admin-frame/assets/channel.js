/**
 * Listens to the app in the iframe, and to nothing else. A handler's result answers messages that carry a request id.
 */
export function startChannel(iframe, appOrigin, handlers) {
  const post = (message) => iframe.contentWindow.postMessage(message, appOrigin);
  window.addEventListener("message", async (event) => {
    if (event.source !== iframe.contentWindow || event.origin !== appOrigin) return;
    const { devstoreBridge: type, request, ...data } = event.data ?? {};
    const handler = Object.hasOwn(handlers, type) ? handlers[type] : null;
    if (!handler) return;
    const answer = await settle(() => handler(data));
    if (request !== undefined) post({ devstoreFrame: "answer", request, ...answer });
  });
  return { tell: (type, data = {}) => post({ devstoreFrame: type, ...data }) };
}

async function settle(run) {
  try {
    return { value: await run() };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
