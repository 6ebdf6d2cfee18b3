import { logger } from "~/logger.server";
import { AppError } from "./app-error";

/** Set by the server on every request that it lets in; never what the client sent. */
export const REQUEST_ID_HEADER = "x-request-id";

/**
 * Turns a failure into a bare response: the reader's text and a code in JSON, the detail only in the log.
 * A Response that the Shopify library threw is handed through.
 */
export function errorResponse(error: unknown, request: Request): Response {
  if (error instanceof Response) return error;
  const known = toAppError(error);
  log(known, request);
  const headers = new Headers({ "cache-control": "no-store" });
  if (known.retryAfterS !== undefined) headers.set("retry-after", String(known.retryAfterS));
  return Response.json({ error: { code: known.code, message: known.userMessage } }, { status: known.status, headers });
}

/** The error itself when it is ours; anything else becomes `internal`, with no word of what happened. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError("internal", {
    message: "unexpected error",
    userMessage: "Something went wrong on our side. Please try again.",
    cause: error,
  });
}

function log(error: AppError, request: Request): void {
  const details = {
    requestId: request.headers.get(REQUEST_ID_HEADER),
    method: request.method,
    path: new URL(request.url).pathname,
    code: error.code,
    err: error,
  };
  if (error.status >= 500) logger.error(details, error.message);
  else logger.info({ ...details, err: undefined }, error.message);
}
