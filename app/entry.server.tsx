import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { RemixServer, isRouteErrorResponse } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { logger } from "~/logger.server";
import { connectInstallHooks } from "~/install-hooks.server";
import { REQUEST_ID_HEADER } from "~/lib/error-response.server";
import { addDocumentResponseHeaders } from "~/shopify.server";

connectInstallHooks();

export const streamTimeout = 10_000;

/** Renders a document: streamed to browsers, whole to crawlers. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  addDocumentResponseHeaders(request, headers);
  // Pages without a shop in their address belong in nobody's frame.
  if (!headers.has("content-security-policy")) headers.set("content-security-policy", "frame-ancestors 'none'");
  const ready = isbot(request.headers.get("user-agent") ?? "") ? "onAllReady" : "onShellReady";
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={context} url={request.url} />, {
      [ready]: () => {
        const body = new PassThrough();
        headers.set("content-type", "text/html; charset=utf-8");
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
        pipe(body);
      },
      onShellError: reject,
      onError: (error) => {
        if (!request.signal.aborted) logger.error({ err: error }, "a page failed while it was rendered");
      },
    });
    // After Remix itself gives up, so that its rejected boundaries still reach the reader.
    setTimeout(abort, streamTimeout + 1_000).unref();
  });
}

/** A loader or action failed unexpectedly: the detail goes to the log, never into the page. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  // An address that leads nowhere, or a method that a route doesn't have.
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  logger.error(
    { err: error, requestId: request.headers.get(REQUEST_ID_HEADER), path: new URL(request.url).pathname },
    "a request failed",
  );
}
