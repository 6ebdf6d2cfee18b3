import type { NextFunction, Request, Response } from "express";
import { logger } from "~/logger.server";
import { REQUEST_ID_HEADER } from "./error-response.server";
import { newId } from "./new-id";

/** Gives the request an id of ours, whatever the client sent, and logs one line when it is over; never the query. */
export function requestLog(request: Request, response: Response, next: NextFunction): void {
  const requestId = newId();
  const started = performance.now();
  const { method, path } = request;
  request.headers[REQUEST_ID_HEADER] = requestId;
  response.setHeader(REQUEST_ID_HEADER, requestId);
  response.once("close", () => {
    const ms = Math.round(performance.now() - started);
    logger.info(
      { requestId, method, path, status: response.statusCode, ms, cut: !response.writableFinished },
      "request",
    );
  });
  next();
}
