import type { DevStoreContext, Product } from "./context.ts";
import { gid } from "./gid.ts";
import type { Services } from "./services.ts";
import type { Store } from "./store-schema.ts";

/** Payload of `products/create` and `products/update`, in the REST form that webhooks still have. */
export function productPayload(context: DevStoreContext, store: Store, product: Product) {
  const images = product.images.map((image, index) => ({
    id: image.id,
    admin_graphql_api_id: gid("MediaImage", image.id),
    product_id: product.id,
    position: index + 1,
    alt: image.alt || null,
    src: context.fileUrl(store, image.src),
    variant_ids: [],
  }));
  return {
    id: product.id,
    admin_graphql_api_id: gid("Product", product.id),
    title: product.title,
    body_html: product.descriptionHtml,
    vendor: product.vendor,
    product_type: product.productType,
    handle: product.handle,
    status: product.status.toLowerCase(),
    tags: product.tags.join(", "),
    created_at: product.createdAt,
    updated_at: product.updatedAt,
    published_at: product.status === "ACTIVE" ? product.createdAt : null,
    template_suffix: null,
    published_scope: "global",
    options: product.options.map((option, index) => ({ ...option, product_id: product.id, position: index + 1 })),
    variants: product.variants.map((variant, index) => variantPayload(product, variant, index)),
    images,
    image: images[0] ?? null,
    has_variants_that_requires_components: false,
  };
}

function variantPayload(product: Product, variant: Product["variants"][number], index: number) {
  return {
    id: variant.id,
    admin_graphql_api_id: gid("ProductVariant", variant.id),
    product_id: product.id,
    title: variant.title,
    price: variant.price,
    compare_at_price: variant.compareAtPrice,
    sku: variant.sku,
    barcode: variant.barcode || null,
    position: index + 1,
    inventory_quantity: variant.inventoryQuantity,
    inventory_policy: "deny",
    option1: variant.options[0] ?? "Default Title",
    option2: variant.options[1] ?? null,
    option3: variant.options[2] ?? null,
    updated_at: product.updatedAt,
  };
}

/** Payload of `app/uninstalled`. */
export function shopPayload({ shop, domain }: Store) {
  return {
    id: shop.id,
    name: shop.name,
    email: shop.email,
    domain,
    myshopify_domain: domain,
    country: shop.country,
    currency: shop.currency,
    iana_timezone: shop.timezone,
    primary_locale: shop.locales[0],
    plan_name: "shopify_plus",
  };
}

/** Payload of `bulk_operations/finish`. */
export function bulkPayload(operation: {
  id: number;
  status: string;
  createdAt: string;
  completedAt: string | null;
  errorCode: string | null;
}) {
  return {
    admin_graphql_api_id: gid("BulkOperation", operation.id),
    completed_at: operation.completedAt,
    created_at: operation.createdAt,
    error_code: operation.errorCode?.toLowerCase() ?? null,
    status: operation.status.toLowerCase(),
    type: "query",
  };
}

/**
 * Payload that Shopify would send for a topic that a person orders through the control endpoint.
 * Source of the compliance forms: https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance
 */
export function defaultPayload({ context, app }: Services, store: Store, topic: string): unknown {
  const about = { shop_id: store.shop.id, shop_domain: store.domain };
  const person = store.customers[0];
  const customer = person ? { id: person.id, email: person.email, phone: person.phone || null } : null;
  const orders = store.orders.filter((order) => order.customerId === person?.id).map((order) => order.id);
  const product = store.products[0];
  switch (topic) {
    case "customers/data_request":
      return { ...about, orders_requested: orders, customer, data_request: { id: 9_999 } };
    case "customers/redact":
      return { ...about, customer, orders_to_redact: orders };
    case "shop/redact":
      return about;
    case "app/uninstalled":
      return shopPayload(store);
    case "app/scopes_update":
      return { id: gid("App", 1), previous: app.scopes, current: app.scopes, updated_at: new Date().toISOString() };
    case "products/create":
    case "products/update":
      return product ? productPayload(context, store, product) : {};
    case "products/delete":
      return { id: product?.id };
    default:
      return {};
  }
}
