import type { NextFunction, Request, Response } from "express";

/** Headers that every response carries, pages and files alike; who may frame a page is decided where it is rendered. */
export function securityHeaders(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("referrer-policy", "strict-origin-when-cross-origin");
  response.setHeader("permissions-policy", "camera=(), geolocation=(), microphone=()");
  response.setHeader("strict-transport-security", "max-age=31536000");
  next();
}
