import express from "express";
import type { RequestHandler, Router } from "express";
import { z } from "zod";
import type { DevStoreContext } from "../context.ts";
import { localPath } from "./account-routes.ts";
import { KEPT_COOKIE } from "./cookies.ts";
import { asText } from "./texts.ts";
import { COUNTRY_COOKIE, listCountries, LOCALE_COOKIE } from "./visit.ts";

const LocalizationForm = z.object({
  locale_code: z.string().optional(),
  country_code: z.string().optional(),
  return_to: z.string().optional(),
});

/** The language and country form (`POST /localization`, as Shopify's), and `?locale=` and `?country=` on any page. */
export function localizationRouter(context: DevStoreContext): Router {
  const router = express.Router();
  router.post("/localization", express.urlencoded({ extended: false, limit: "8kb" }), (request, response, next) => {
    const store = context.stores.byHost(request.headers.host);
    if (!store) return next();
    const form = LocalizationForm.safeParse(request.body).data ?? {};
    if (form.locale_code && store.shop.locales.includes(form.locale_code)) {
      response.cookie(LOCALE_COOKIE, form.locale_code, KEPT_COOKIE);
    }
    if (form.country_code && listCountries(store).includes(form.country_code)) {
      response.cookie(COUNTRY_COOKIE, form.country_code, KEPT_COOKIE);
    }
    response.redirect(303, localPath(form.return_to, "/"));
  });
  router.get("*", fromQuery(context));
  return router;
}

function fromQuery(context: DevStoreContext): RequestHandler {
  return (request, response, next) => {
    const { locale, country, ...rest } = request.query;
    const store = context.stores.byHost(request.headers.host);
    if (!store || (locale === undefined && country === undefined) || request.path.startsWith("/_shopify"))
      return next();
    if (typeof locale === "string" && store.shop.locales.includes(locale))
      response.cookie(LOCALE_COOKIE, locale, KEPT_COOKIE);
    if (typeof country === "string" && listCountries(store).includes(country))
      response.cookie(COUNTRY_COOKIE, country, KEPT_COOKIE);
    const kept = new URLSearchParams(Object.entries(rest).map(([key, value]) => [key, asText(value)]));
    response.redirect(303, localPath(request.path, "/") + (kept.size > 0 ? `?${kept}` : ""));
  };
}
