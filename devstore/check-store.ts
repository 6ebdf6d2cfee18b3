import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Store } from "./store-schema.ts";

/** What in a store contradicts itself across files; one line each with file, JSON path and reason. */
export function findStoreProblems(store: Store): string[] {
  return [
    ...duplicates(store),
    ...unknownCollectionProducts(store),
    ...brokenOrders(store),
    ...brokenVariants(store),
    ...missingImages(store),
  ].map(({ file, path, reason }) => `${join(store.folder, file)}: ${path}: ${reason}`);
}

type Problem = { file: string; path: string; reason: string };

function duplicates(store: Store): Problem[] {
  const byIndex = (name: string) => (index: number) => `$[${index}].${name}`;
  const variants = store.products.flatMap((product, p) =>
    product.variants.map((variant, v) => ({ value: variant.id, path: `$[${p}].variants[${v}].id` })),
  );
  const images = store.products.flatMap((product, p) =>
    product.images.map((image, i) => ({ value: image.id, path: `$[${p}].images[${i}].id` })),
  );
  return [
    ...repeated("products.json", store.products, (item) => item.id, byIndex("id")),
    ...repeated("products.json", store.products, (item) => item.handle, byIndex("handle")),
    ...repeated(
      "products.json",
      variants,
      (item) => item.value,
      (index) => variants[index]?.path ?? "$",
    ),
    ...repeated(
      "products.json",
      images,
      (item) => item.value,
      (index) => images[index]?.path ?? "$",
    ),
    ...repeated("collections.json", store.collections, (item) => item.id, byIndex("id")),
    ...repeated("collections.json", store.collections, (item) => item.handle, byIndex("handle")),
    ...repeated("policies.json", store.policies, (item) => item.id, byIndex("id")),
    ...repeated("policies.json", store.policies, (item) => item.type, byIndex("type")),
    ...repeated("pages.json", store.pages, (item) => item.id, byIndex("id")),
    ...repeated("pages.json", store.pages, (item) => item.handle, byIndex("handle")),
    ...repeated("customers.json", store.customers, (item) => item.id, byIndex("id")),
    ...repeated("customers.json", store.customers, (item) => item.email.toLowerCase(), byIndex("email")),
    ...repeated(
      "shop.json",
      [store.shop.staff, ...store.shop.team],
      (item) => item.id,
      (index) => (index === 0 ? "$.staff.id" : `$.team[${index - 1}].id`),
    ),
    ...repeated("orders.json", store.orders, (item) => item.id, byIndex("id")),
    ...repeated("orders.json", store.orders, (item) => item.name, byIndex("name")),
  ];
}

function repeated<T>(
  file: string,
  items: readonly T[],
  key: (item: T) => string | number,
  path: (index: number) => string,
): Problem[] {
  const seen = new Map<string | number, string>();
  return items.flatMap((item, index) => {
    const first = seen.get(key(item));
    if (first === undefined) {
      seen.set(key(item), path(index));
      return [];
    }
    return [{ file, path: path(index), reason: `${JSON.stringify(key(item))} is used twice (first at ${first})` }];
  });
}

function unknownCollectionProducts(store: Store): Problem[] {
  const handles = new Set(store.products.map((product) => product.handle));
  return store.collections.flatMap((collection, c) =>
    collection.products.flatMap((handle, p) =>
      handles.has(handle)
        ? []
        : [
            {
              file: "collections.json",
              path: `$[${c}].products[${p}]`,
              reason: `no product has the handle "${handle}"`,
            },
          ],
    ),
  );
}

function brokenOrders(store: Store): Problem[] {
  const customers = new Set(store.customers.map((customer) => customer.id));
  return store.orders.flatMap((order, index) =>
    customers.has(order.customerId)
      ? []
      : [{ file: "orders.json", path: `$[${index}].customerId`, reason: `no customer has the id ${order.customerId}` }],
  );
}

function brokenVariants(store: Store): Problem[] {
  return store.products.flatMap((product, p) =>
    product.variants.flatMap((variant, v) => {
      const path = `$[${p}].variants[${v}].options`;
      if (variant.options.length !== product.options.length) {
        const reason = `${variant.options.length} values for ${product.options.length} options of the product`;
        return [{ file: "products.json", path, reason }];
      }
      return variant.options.flatMap((value, o) =>
        product.options[o]?.values.includes(value)
          ? []
          : [{ file: "products.json", path: `${path}[${o}]`, reason: `"${value}" is no value of the option` }],
      );
    }),
  );
}

function missingImages(store: Store): Problem[] {
  const has = (src: string) => existsSync(join(store.folder, "images", src));
  const ofProducts = store.products.flatMap((product, p) =>
    product.images.flatMap((image, i) =>
      has(image.src)
        ? []
        : [{ file: "products.json", path: `$[${p}].images[${i}].src`, reason: `images/${image.src} does not exist` }],
    ),
  );
  const ofCollections = store.collections.flatMap((collection, c) =>
    collection.image === null || has(collection.image)
      ? []
      : [{ file: "collections.json", path: `$[${c}].image`, reason: `images/${collection.image} does not exist` }],
  );
  return [...ofProducts, ...ofCollections];
}
