import type { NextFunction, Request, Response } from "express";
import { logger } from "~/logger.server";
import { REQUEST_ID_HEADER } from "./error-response.server";

const ANSWERS = {
  400: { code: "bad_request", message: "The address of this request is not valid." },
  404: { code: "not_found", message: "There is nothing at this address." },
  500: { code: "internal", message: "Something went wrong on our side. Please try again." },
} as const;

/** Express calls it for what failed outside of Remix; it needs four parameters to be known as an error handler. */
export function lastResort(error: unknown, request: Request, response: Response, next: NextFunction): void {
  const status = statusOf(error);
  const details = { requestId: request.headers[REQUEST_ID_HEADER], path: request.path };
  if (status === 500) logger.error({ ...details, err: error }, "a request failed outside of Remix");
  if (response.headersSent) next(error);
  else response.status(status).json({ error: ANSWERS[status] });
}

/** Express and its file server put a status on their errors; a Host header that makes no address has a code only. */
function statusOf(error: unknown): keyof typeof ANSWERS {
  if (!(error instanceof Error)) return 500;
  if ("code" in error && error.code === "ERR_INVALID_URL") return 400;
  if (!("status" in error)) return 500;
  return error.status === 400 || error.status === 404 ? error.status : 500;
}
