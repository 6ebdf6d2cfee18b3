import type { Request } from "express";

const YEAR_MS = 31_536_000_000;

/** How the storefront keeps what a shopper chose: a year, readable by the server only. */
export const KEPT_COOKIE = { httpOnly: true, sameSite: "lax", path: "/", maxAge: YEAR_MS } as const;

/** Value of a request's cookie, or null. */
export function readCookie(request: Request, name: string): string | null {
  for (const pair of (request.headers.cookie ?? "").split(";")) {
    const [key, ...value] = pair.trim().split("=");
    if (key === name) return decode(value.join("="));
  }
  return null;
}

function decode(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}
