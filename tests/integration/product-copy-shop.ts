import type { ShopContext } from "~/modules/tenancy/shop-context";
import { startScriptedModel, type ScriptedModel } from "../fakes/scripted-model";
import type { CommerceStack } from "./commerce-stack";

export const SHOP = "copydesk.myshopify.com";
export const OTHER = "copyother.myshopify.com";

/** Loaded after SHOPIFY_ORIGIN is known, which app/env.server.ts reads once. */
async function loadApp() {
  const [
    stream,
    edit,
    publish,
    undo,
    discard,
    rebase,
    list,
    get,
    written,
    record,
    count,
    open,
    live,
    update,
    endpoint,
    chain,
    system,
    db,
  ] = await Promise.all([
    import("~/modules/product-copy/stream-draft.server"),
    import("~/modules/product-copy/edit-draft.server"),
    import("~/modules/product-copy/publish-draft.server"),
    import("~/modules/product-copy/undo-publish.server"),
    import("~/modules/product-copy/discard-draft.server"),
    import("~/modules/product-copy/rebase-draft.server"),
    import("~/modules/product-copy/list-drafts.server"),
    import("~/modules/product-copy/get-draft.server"),
    import("~/modules/product-copy/find-written-draft.server"),
    import("~/modules/inference/get-call-record.server"),
    import("~/modules/product-copy/count-published.server"),
    import("~/modules/product-copy/open-product-copy.server"),
    import("~/modules/commerce/get-live-product.server"),
    import("~/modules/commerce/update-product-copy.server"),
    import("~/modules/inference/save-endpoint.server"),
    import("./verify-chain"),
    import("~/modules/tenancy/system-shop.server"),
    import("~/db.server"),
  ]);
  return {
    ...stream,
    ...edit,
    ...publish,
    ...undo,
    ...discard,
    ...rebase,
    ...list,
    ...get,
    ...written,
    ...record,
    ...count,
    ...open,
    ...live,
    ...update,
    ...endpoint,
    ...chain,
    ...system,
    ...db,
  };
}

export type CopyApp = Awaited<ReturnType<typeof loadApp>>;
export type CopyShop = { app: CopyApp; model: ScriptedModel; shop: ShopContext; other: ShopContext };

/** Two shops of the dev store, each with the scripted model as its model server. */
export async function makeCopyShop(stack: CommerceStack): Promise<CopyShop> {
  process.env["SHOPIFY_ORIGIN"] = stack.origin;
  const app = await loadApp();
  const model = await startScriptedModel();
  const [shop, other] = [app.systemShop(SHOP, "test"), app.systemShop(OTHER, "test")];
  for (const target of [shop, other]) {
    await app.withTenant(
      target,
      (tx) =>
        tx.$executeRaw`INSERT INTO shop (shop_id, storefront_url) VALUES (${target.shopId}, 'https://shop.example') ON CONFLICT DO NOTHING`,
    );
    await app.saveEndpoint(target, { name: "scripted", baseUrl: model.baseUrl, model: "scripted-model", apiKey: "" });
  }
  return { app, model, shop, other };
}
