import { gid } from "../gid.ts";
import type { ApiCall, View } from "./api-call.ts";
import { bulkView } from "./bulk-operation.ts";
import { collectionKind, collectionView } from "./collection-view.ts";
import { connection } from "./connection.ts";
import type { ListKind } from "./connection.ts";
import type { ListArgs } from "./list-args.ts";
import { pageKind } from "./content-views.ts";
import { customerKind } from "./customer-view.ts";
import { findNode, findOfType } from "./node-lookup.ts";
import { orderKind } from "./order-view.ts";
import { count, productKind, productView } from "./product-view.ts";
import { matchesSearch } from "./search-query.ts";
import { localeViews, marketKind, shopView } from "./shop-view.ts";
import { themeKind } from "./theme-view.ts";
import { findTranslatable, listTranslatables, translatableView } from "./translations.ts";
import type { Translatable } from "./translations.ts";
import { variantKind } from "./variant-view.ts";
import { listSubscriptions } from "./webhook-subscriptions.ts";

type ById = { id: string };
type Identifier = { identifier: { id?: string; handle?: string } };

const byId =
  (type: string) =>
  ({ id }: ById, call: ApiCall) =>
    findOfType(call, type, id);

function list<T>(items: (call: ApiCall) => readonly T[], kind: (call: ApiCall) => ListKind<T>) {
  return (args: ListArgs, call: ApiCall) => connection(call, items(call), args, kind(call));
}

function counted<T>(items: (call: ApiCall) => readonly T[], kind: (call: ApiCall) => ListKind<T>) {
  return ({ query }: ListArgs, call: ApiCall) => {
    const { search } = kind(call);
    const found = query && search ? items(call).filter((item) => matchesSearch(query, search(item))) : items(call);
    return count(found.length);
  };
}

const products = (call: ApiCall) => call.store.products;
const collections = (call: ApiCall) => call.store.collections;
const orders = (call: ApiCall) => call.store.orders;
const customers = (call: ApiCall) => call.store.customers;
const pages = (call: ApiCall) => call.store.pages;
const bulkOperations = (call: ApiCall) => [...call.state.bulkOperations].reverse();

/** The fields of `QueryRoot` that the dev store answers. */
export const queryRoot: View = {
  shop: (_args: unknown, call: ApiCall) => shopView(call),
  shopLocales: (_args: unknown, call: ApiCall) => localeViews(call),
  product: byId("Product"),
  products: list(products, productKind),
  productsCount: counted(products, productKind),
  productByIdentifier: findProduct,
  productByHandle: ({ handle }: { handle: string }, call: ApiCall) => findProduct({ identifier: { handle } }, call),
  productVariant: byId("ProductVariant"),
  productVariants: list((call) => call.store.products.flatMap((product) => product.variants), variantKind),
  collection: byId("Collection"),
  collections: list(collections, collectionKind),
  collectionsCount: counted(collections, collectionKind),
  collectionByIdentifier: findCollection,
  collectionByHandle: ({ handle }: { handle: string }, call: ApiCall) =>
    findCollection({ identifier: { handle } }, call),
  page: byId("Page"),
  pages: list(pages, pageKind),
  pagesCount: counted(pages, pageKind),
  order: byId("Order"),
  orders: list(orders, orderKind),
  ordersCount: counted(orders, orderKind),
  customer: byId("Customer"),
  customers: list(customers, customerKind),
  customersCount: counted(customers, customerKind),
  node: ({ id }: ById, call: ApiCall) => findNode(call, id, "node"),
  nodes: ({ ids }: { ids: string[] }, call: ApiCall) => ids.map((id) => findNode(call, id, "nodes")),
  markets: ({ type: _type, ...args }: ListArgs & { type?: string }, call: ApiCall) =>
    connection(call, call.store.shop.markets, args, marketKind(call)),
  themes: ({ roles, ...args }: ListArgs & { roles?: string[] }, call: ApiCall) =>
    connection(call, !roles || roles.includes("MAIN") ? ["main" as const] : [], args, themeKind(call)),
  currentAppInstallation: (_args: unknown, call: ApiCall) => installationView(call),
  appInstallation: (_args: unknown, call: ApiCall) => installationView(call),
  webhookSubscriptions: listSubscriptions,
  bulkOperation: byId("BulkOperation"),
  bulkOperations: ({ query: _query, ...args }: ListArgs, call: ApiCall) =>
    connection(
      call,
      bulkOperations(call),
      { ...args, sortKey: null },
      {
        key: (operation) => operation.id,
        view: (operation) => bulkView(operation, call.services.context.publicOrigin),
      },
    ),
  currentBulkOperation: (_args: unknown, call: ApiCall) => {
    const [latest] = bulkOperations(call);
    return latest ? bulkView(latest, call.services.context.publicOrigin) : null;
  },
  translatableResource: ({ resourceId }: { resourceId: string }, call: ApiCall) => {
    const found = findTranslatable(call.store, resourceId);
    return found ? translatableView(call, found) : null;
  },
  translatableResources: ({ resourceType, ...args }: ListArgs & { resourceType: string }, call: ApiCall) =>
    connection(call, listTranslatables(call.store, resourceType), args, translatableKind(call)),
  translatableResourcesByIds: ({ resourceIds, ...args }: ListArgs & { resourceIds: string[] }, call: ApiCall) =>
    connection(
      call,
      resourceIds.flatMap((id) => findTranslatable(call.store, id) ?? []),
      args,
      translatableKind(call),
    ),
};

function translatableKind(call: ApiCall): ListKind<Translatable> {
  return { key: (entry) => entry.id, view: (entry) => translatableView(call, entry) };
}

function findProduct({ identifier }: Identifier, call: ApiCall): View | null {
  if (identifier.id !== undefined) return findOfType(call, "Product", identifier.id);
  const product = call.store.products.find((entry) => entry.handle === identifier.handle);
  return product ? productView(call, product) : null;
}

function findCollection({ identifier }: Identifier, call: ApiCall): View | null {
  if (identifier.id !== undefined) return findOfType(call, "Collection", identifier.id);
  const collection = call.store.collections.find((entry) => entry.handle === identifier.handle);
  return collection ? collectionView(call, collection) : null;
}

function installationView(call: ApiCall): View {
  const { context } = call.services;
  return {
    __typename: "AppInstallation",
    id: gid("AppInstallation", call.store.shop.id),
    accessScopes: [...call.scopes].map((handle) => ({ handle, description: handle.replaceAll("_", " ") })),
    launchUrl: `${context.originOf(call.store)}/admin/apps/inhouse`,
    uninstallUrl: null,
    activeSubscriptions: [],
    app: {
      __typename: "App",
      id: gid("App", 1),
      apiKey: context.apiKey,
      handle: "inhouse",
      title: "Inhouse",
      embedded: true,
    },
    metafield: null,
  };
}
