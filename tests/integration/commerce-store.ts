import { storeFiles, writeStoreFolder } from "../../devstore/test-store-files.ts";

const METAFIELDS = [
  { namespace: "custom", key: "unit_cost", value: "CANARY-COST" },
  { namespace: "vendor", key: "margin", value: "CANARY-MARGIN" },
  { namespace: "custom", key: "material", value: "Recycled nylon" },
];

/** Writes the folder of the dev store's small shop with canaries where business secrets are, and returns its path. */
export function writeCommerceStore(handle: string): string {
  const files = storeFiles(handle);
  const secret = (product: (typeof files)["products.json"][number]) => ({
    ...product,
    variants: product.variants.map((variant) => ({ ...variant, cost: "77.77" })),
    metafields: METAFIELDS,
  });
  return writeStoreFolder({
    ...files,
    "products.json": files["products.json"].map(secret),
    "customers.json": files["customers.json"].map((customer) => ({
      ...customer,
      tags: ["CANARY-TAG"],
      note: "CANARY-NOTE",
    })),
    "orders.json": files["orders.json"].map((order) => ({ ...order, note: "CANARY-ORDER-NOTE" })),
  });
}
