import { randomBytes } from "node:crypto";
import type { Request, Response } from "express";
import { hmacSha256, sameSignature } from "./signatures.ts";
import type { Store } from "./store-schema.ts";

/** A login ends with the process: nobody can forge a cookie across restarts, and demo logins are one click. */
const COOKIE_SECRET = randomBytes(32).toString("hex");

const cookieName = (store: Store) => `devstore_customer_${store.shop.handle}`;
const sign = (store: Store, id: number) => hmacSha256(COOKIE_SECRET, `${store.domain}|${id}`, "base64url");

/** Value of one cookie of a request, or null. */
export function findCookie(request: Request, name: string): string | null {
  for (const pair of (request.headers.cookie ?? "").split(";")) {
    const [key, ...value] = pair.trim().split("=");
    if (key === name) return value.join("=");
  }
  return null;
}

/** Id of the logged-in customer of the store; null when none is, or the cookie isn't ours. */
export function findLoggedInCustomer(request: Request, store: Store): number | null {
  const [id, signature] = (findCookie(request, cookieName(store)) ?? "").split(".");
  if (!id || !signature || !sameSignature(signature, sign(store, Number(id)))) return null;
  return store.customers.some((customer) => customer.id === Number(id)) ? Number(id) : null;
}

/** Sets the login cookie of a customer. */
export function setCustomerCookie(response: Response, store: Store, customerId: number): void {
  const value = `${customerId}.${sign(store, customerId)}`;
  response.cookie(cookieName(store), value, { httpOnly: true, sameSite: "lax", path: "/", encode: String });
}

/** Removes the login cookie. */
export function clearCustomerCookie(response: Response, store: Store): void {
  response.clearCookie(cookieName(store), { path: "/" });
}
