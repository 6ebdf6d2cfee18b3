import type { DevStoreContext, Product } from "../context.ts";
import type { Store } from "../store-schema.ts";

const MAX_ITEMS = 50;

type Filter = { query: string; draft: boolean; archived: boolean };

/** Products for the resource picker, in the form that `shopify.resourcePicker` resolves to, plus a thumbnail. */
export function pickerProducts(context: DevStoreContext, store: Store, filter: Filter) {
  const words = filter.query.toLowerCase().split(/\s+/).filter(Boolean);
  const isWanted = (product: Product) => {
    if (product.status === "DRAFT" && !filter.draft) return false;
    if (product.status === "ARCHIVED" && !filter.archived) return false;
    const text = [product.title, product.productType, product.vendor, ...product.tags].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return store.products
    .filter(isWanted)
    .slice(0, MAX_ITEMS)
    .map((product) => productItem(context, store, product));
}

function productItem(context: DevStoreContext, store: Store, product: Product) {
  const stock = product.variants.reduce((sum, variant) => sum + variant.inventoryQuantity, 0);
  return {
    id: `gid://shopify/Product/${product.id}`,
    title: product.title,
    handle: product.handle,
    vendor: product.vendor,
    productType: product.productType,
    tags: product.tags,
    status: product.status,
    descriptionHtml: product.descriptionHtml,
    options: product.options.map(({ name, values }, index) => ({ name, values, position: index + 1 })),
    images: product.images.map(({ id, src, alt }) => ({
      id: `gid://shopify/ProductImage/${id}`,
      altText: alt,
      originalSrc: context.fileUrl(store, src),
    })),
    variants: product.variants.map((variant, index) => ({
      id: `gid://shopify/ProductVariant/${variant.id}`,
      title: variant.title,
      displayName: `${product.title} - ${variant.title}`,
      sku: variant.sku,
      price: variant.price,
      compareAtPrice: variant.compareAtPrice,
      inventoryQuantity: variant.inventoryQuantity,
      position: index + 1,
      product: { id: `gid://shopify/Product/${product.id}` },
    })),
    hasOnlyDefaultVariant: product.variants.length === 1 && product.options.length === 0,
    totalInventory: stock,
    totalVariants: product.variants.length,
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    publishedAt: product.status === "ACTIVE" ? product.createdAt : null,
  };
}

/** Collections for the resource picker. */
export function pickerCollections(context: DevStoreContext, store: Store, query: string) {
  return store.collections
    .filter(({ title }) => title.toLowerCase().includes(query.toLowerCase()))
    .slice(0, MAX_ITEMS)
    .map(({ id, title, handle, descriptionHtml, image, products }) => ({
      id: `gid://shopify/Collection/${id}`,
      title,
      handle,
      descriptionHtml,
      image: image
        ? { id: `gid://shopify/CollectionImage/${id}`, altText: "", originalSrc: context.fileUrl(store, image) }
        : null,
      productsCount: products.length,
    }));
}
