import type { Product } from "../context.ts";
import { gid } from "../gid.ts";
import type { ApiCall, View } from "./api-call.ts";
import type { ListKind } from "./connection.ts";
import { moneyV2, toCents } from "./money.ts";

type Variant = Product["variants"][number];

/** How variants are listed. */
export function variantKind(call: ApiCall): ListKind<Variant> {
  const ownerOf = (variant: Variant) => call.store.products.find((product) => product.variants.includes(variant));
  const view = (variant: Variant) => {
    const owner = ownerOf(variant);
    if (!owner) throw new Error(`variant ${variant.id} has no product`);
    return variantView(call, owner, variant);
  };
  return {
    key: (variant) => variant.id,
    view,
    search: (variant) => ({
      default: [variant.title, variant.sku, variant.barcode, ownerOf(variant)?.title ?? ""],
      id: variant.id,
      sku: variant.sku,
      barcode: variant.barcode,
      title: variant.title,
      product_id: ownerOf(variant)?.id ?? 0,
    }),
    sort: {
      ID: (variant) => variant.id,
      RELEVANCE: (variant) => variant.id,
      POSITION: (variant) => ownerOf(variant)?.variants.indexOf(variant) ?? 0,
      TITLE: (variant) => variant.title,
      SKU: (variant) => variant.sku,
    },
  };
}

/** The API's `ProductVariant`. */
export function variantView(call: ApiCall, product: Product, variant: Variant): View {
  const isDefault = product.options.length === 0;
  return {
    __typename: "ProductVariant",
    id: gid("ProductVariant", variant.id),
    legacyResourceId: String(variant.id),
    title: variant.title,
    displayName: isDefault ? product.title : `${product.title} - ${variant.title}`,
    sku: variant.sku || null,
    barcode: variant.barcode || null,
    price: variant.price,
    compareAtPrice: variant.compareAtPrice,
    position: product.variants.indexOf(variant) + 1,
    inventoryQuantity: variant.inventoryQuantity,
    sellableOnlineQuantity: Math.max(0, variant.inventoryQuantity),
    inventoryPolicy: "DENY",
    availableForSale: variant.inventoryQuantity > 0,
    taxable: true,
    requiresComponents: false,
    selectedOptions: isDefault
      ? [{ name: "Title", value: "Default Title" }]
      : product.options.map((option, index) => ({ name: option.name, value: variant.options[index] ?? "" })),
    product: () => call.links.product(call, product),
    inventoryItem: () => inventoryItemView(call, product, variant),
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    translations: [],
    metafield: null,
    defaultCursor: "",
  };
}

function inventoryItemView({ store }: ApiCall, product: Product, variant: Variant): View {
  return {
    __typename: "InventoryItem",
    id: gid("InventoryItem", variant.id),
    legacyResourceId: String(variant.id),
    sku: variant.sku || null,
    tracked: true,
    requiresShipping: true,
    duplicateSkuCount: 0,
    unitCost: variant.cost === null ? null : moneyV2(toCents(variant.cost), store.shop.currency),
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
  };
}
