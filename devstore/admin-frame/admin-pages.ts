import { fileURLToPath } from "node:url";
import express from "express";
import type { Request, Response, Router } from "express";
import { Liquid } from "liquidjs";
import { z } from "zod";
import type { DevStoreContext } from "../context.ts";
import { setStaffCookie } from "../staff-cookie.ts";
import type { Store } from "../store-schema.ts";
import { frameUrl, hostOf } from "./frame-url.ts";
import { frameView, productRow } from "./frame-view.ts";
import { forStore } from "./store-handler.ts";
import type { StorePage } from "./store-handler.ts";

const APP_PATH = "/admin/apps/inhouse";
const StaffForm = z.object({ id: z.coerce.number().int() });
const EmbedForm = z.object({ enabled: z.stringbool() });

const engine = new Liquid({
  root: fileURLToPath(new URL("./templates", import.meta.url)),
  extname: ".liquid",
  outputEscape: "escape",
  strictFilters: true,
  cache: true,
});

/** The admin's pages: the app's frame, app embeds, products; a plain note for all others. */
export function addAdminPages(router: Router, context: DevStoreContext): void {
  const page = (handler: StorePage) => forStore(context, handler);
  const show = showPage(context);
  router.get("/admin", (_request, response) => response.redirect(APP_PATH));
  router.get(["/admin/apps/:app", "/admin/apps/:app/*"], page(appPage(context)));
  router.get(
    ["/admin/themes", "/admin/themes/:theme/editor"],
    page((store, _request, response) =>
      show(store, response, "themes", "Online store", { enabled: context.embed.isEnabled(store.domain) }),
    ),
  );
  router.post("/admin/themes/embed", express.urlencoded({ extended: false }), page(switchEmbed(context)));
  router.post("/admin/staff", express.urlencoded({ extended: false }), page(changeStaff));
  router.get(
    "/admin/products",
    page((store, _request, response) => {
      const products = store.products.map((product) => productRow(context, store, product));
      return show(store, response, "products", "Products", { products });
    }),
  );
  router.get("/admin/products/:id", page(productPage(context)));
  const missing = page((store, _request, response) => showMissing(context, store, response));
  router.get("/admin/*", missing);
}

function showPage(context: DevStoreContext) {
  return async (store: Store, response: Response, name: string, title: string, view: object, status = 200) => {
    const frame = frameView(context, store, context.staffOf(response.req, store));
    const html: unknown = await engine.renderFile(name, { ...frame, page: name, title, ...view });
    response.status(status).set({ "cache-control": "no-store", "x-frame-options": "DENY" }).type("html").send(html);
  };
}

function showMissing(context: DevStoreContext, store: Store, response: Response): Promise<void> {
  return showPage(context)(store, response, "missing", "Not here", {}, 404);
}

/** The app in its frame. Shopify finds an app by its handle or by its key; the app's paths begin with `/app`. */
function appPage(context: DevStoreContext): StorePage {
  return (store, request, response) => {
    const { search, searchParams } = new URL(request.originalUrl, context.publicOrigin);
    const app = request.params["app"];
    if (app !== "inhouse" && app !== context.apiKey) return showMissing(context, store, response);
    const path = (request.params[0] ?? "").replace(/\/$/, "");
    const rest = path.replace(/^app(\/|$)/, "");
    if (app === context.apiKey || rest !== path) return response.redirect(`${APP_PATH}${rest && `/${rest}`}${search}`);
    return showPage(context)(store, response, "app", "Inhouse", {
      frame_url: frameUrl(context, store, context.staffOf(request, store), rest, searchParams),
      frame_name: JSON.stringify({ host: hostOf(store), shop: store.domain, locale: "en" }),
    });
  };
}

/** The user menu: the admin goes on as another member of staff, from the app's first page. */
const changeStaff: StorePage = (store, request, response) => {
  const form = StaffForm.safeParse(request.body);
  if (!isOwnForm(request) || !form.success) return void response.status(403).send("Only for the admin's own page");
  setStaffCookie(response, store, form.data.id);
  response.redirect(303, APP_PATH);
};

function isOwnForm(request: Request): boolean {
  return (request.get("sec-fetch-site") ?? "same-origin") === "same-origin";
}

function switchEmbed(context: DevStoreContext): StorePage {
  return (store, request, response) => {
    const form = EmbedForm.safeParse(request.body);
    if (!isOwnForm(request) || !form.success) return void response.status(403).send("Only for the admin's own page");
    context.embed.setEnabled(store.domain, form.data.enabled);
    response.redirect(303, "/admin/themes");
  };
}

function productPage(context: DevStoreContext): StorePage {
  return (store, request, response) => {
    const product = store.products.find(({ id }) => String(id) === request.params["id"]);
    if (!product) return showMissing(context, store, response);
    const view = { product: productRow(context, store, product) };
    return showPage(context)(store, response, "product", product.title, view);
  };
}
