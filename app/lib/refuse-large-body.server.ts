import type { NextFunction, Request, Response } from "express";

/** No request needs more; routes have smaller limits of their own, and count bodies that don't tell their length. */
const MAX_BODY_BYTES = 1_048_576;

/** Answers 413 before the body of a request that announces too much is read. */
export function refuseLargeBody(request: Request, response: Response, next: NextFunction): void {
  if (Number(request.headers["content-length"] ?? 0) <= MAX_BODY_BYTES) {
    next();
    return;
  }
  response.setHeader("connection", "close");
  response
    .status(413)
    .json({ error: { code: "body_too_large", message: "That is too much at once: at most 1 MB can be sent." } });
}
