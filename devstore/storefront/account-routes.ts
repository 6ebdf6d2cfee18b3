import express from "express";
import type { Router } from "express";
import { z } from "zod";
import type { DevStoreContext } from "../context.ts";
import { listOrders } from "./account-view.ts";
import { renderPage } from "./render-page.ts";
import { findThemeText } from "./texts.ts";
import { findVisit } from "./visit.ts";
import type { Visit } from "./visit.ts";

const ReturnTo = z.string().default("/account");
/** The page sends an e-mail address; scripts, which know customers by number, send that. */
const LoginForm = z.union([
  z.object({ email: z.email().toLowerCase(), return_to: ReturnTo }),
  z.object({ customer_id: z.coerce.number().int(), return_to: ReturnTo }),
]);

/** Log-in without a password, as suits a shop in which everybody is made up; the account with its orders. */
export function accountRouter(context: DevStoreContext): Router {
  const router = express.Router();
  router.get("/account/login", (request, response, next) => {
    const visit = findVisit(context, request);
    if (!visit) return next();
    const returnTo = localPath(request.query["return_to"] ?? request.query["return_url"], "/account");
    const title = findThemeText(visit.locale, "login.title") ?? "";
    renderPage(
      visit,
      response,
      { template: "login", type: "customers/login", title },
      loginView(visit, returnTo, request.query["problem"] === "unknown"),
    ).catch(next);
  });
  router.post("/account/login", express.urlencoded({ extended: false, limit: "8kb" }), (request, response, next) => {
    const visit = findVisit(context, request);
    if (!visit) return next();
    const form = LoginForm.safeParse(request.body).data;
    if (!form) return response.redirect(303, "/account/login?problem=unknown");
    const isMeant = ({ id, email }: { id: number; email: string }) =>
      "email" in form ? email.toLowerCase() === form.email : id === form.customer_id;
    const customer = visit.store.customers.find(isMeant);
    if (!customer) return response.redirect(303, "/account/login?problem=unknown");
    context.loginCustomer(response, visit.store, customer.id);
    response.redirect(303, localPath(form.return_to, "/account"));
  });
  router.all("/account/logout", (request, response, next) => {
    const visit = findVisit(context, request);
    if (!visit) return next();
    context.logoutCustomer(response, visit.store);
    response.redirect(303, "/");
  });
  router.get("/account", (request, response, next) => {
    const visit = findVisit(context, request);
    if (!visit) return next();
    if (!visit.customer) return response.redirect(303, "/account/login");
    const title = findThemeText(visit.locale, "account.title") ?? "";
    renderPage(
      visit,
      response,
      { template: "account", type: "customers/account", title },
      { orders: listOrders(visit) },
    ).catch(next);
  });
  return router;
}

/** Only what a shopper may know about the demo customers: never their tags or the shop's notes. */
function loginView({ store, locale }: Visit, returnTo: string, isUnknown: boolean) {
  const regions = new Intl.DisplayNames(locale, { type: "region" });
  const people = store.customers.map(({ id, email, firstName, lastName, addresses }) => ({
    email,
    name: `${firstName} ${lastName}`,
    country: addresses[0] ? (regions.of(addresses[0].countryCode) ?? "") : "",
    orders: store.orders.filter(({ customerId }) => customerId === id).length,
  }));
  return { people, return_to: returnTo, is_unknown: isUnknown };
}

/** A path on this shop; anything else, such as another site's address, becomes the default. */
export function localPath(value: unknown, otherwise: string): string {
  return typeof value === "string" && /^\/(?![/\\])[^\s\\]*$/.test(value) ? value : otherwise;
}
