import { findSellable } from "./cart.ts";
import type { Cart, Sellable } from "./cart.ts";
import { centsIn } from "./money.ts";
import { pictureOf } from "./product-view.ts";
import { textIn } from "./texts.ts";
import type { Visit } from "./visit.ts";

const PICTURE_PX = 800;

/**
 * A cart in the form of Shopify's Ajax API, amounts in cents.
 * Source: https://shopify.dev/docs/api/ajax/reference/cart
 */
export function cartJson(visit: Visit, cart: Cart) {
  const items = cart.lines.flatMap(([id, quantity]) => {
    const sellable = findSellable(visit.store, id);
    return sellable ? [lineJson(visit, sellable, quantity)] : [];
  });
  const total = items.reduce((sum, item) => sum + item.line_price, 0);
  return {
    token: cart.token,
    note: cart.note,
    attributes: {},
    original_total_price: total,
    total_price: total,
    total_discount: 0,
    total_weight: 0,
    item_count: items.reduce((sum, item) => sum + item.quantity, 0),
    items,
    requires_shipping: items.length > 0,
    currency: visit.market.currency,
    items_subtotal_price: total,
    cart_level_discount_applications: [],
  };
}

/** One line of a cart, as `POST /cart/add.js` answers. */
export function lineJson(visit: Visit, { product, variant }: Sellable, quantity: number) {
  const price = centsIn(visit.market, variant.price);
  const productTitle = textIn(product, visit.locale, "title", product.title);
  const hasOnlyDefault = variant.title === "Default Title";
  const picture = pictureOf(product, variant.options);
  const url = picture ? visit.context.fileUrl(visit.store, picture.src) : null;
  return {
    id: variant.id,
    key: `${variant.id}:${product.id}`,
    variant_id: variant.id,
    product_id: product.id,
    quantity,
    properties: {},
    title: hasOnlyDefault ? productTitle : `${productTitle} - ${variant.title}`,
    price,
    original_price: price,
    discounted_price: price,
    final_price: price,
    line_price: price * quantity,
    original_line_price: price * quantity,
    final_line_price: price * quantity,
    total_discount: 0,
    discounts: [],
    sku: variant.sku,
    grams: 0,
    vendor: product.vendor,
    taxable: true,
    gift_card: false,
    requires_shipping: true,
    handle: product.handle,
    url: `/products/${product.handle}?variant=${variant.id}`,
    image: url,
    featured_image: { alt: picture?.alt ?? "", url, width: PICTURE_PX, height: PICTURE_PX, aspect_ratio: 1 },
    product_type: product.productType,
    product_title: productTitle,
    product_description: textIn(product, visit.locale, "body_html", product.descriptionHtml),
    product_has_only_default_variant: hasOnlyDefault,
    variant_title: hasOnlyDefault ? null : variant.title,
    variant_options: variant.options,
    options_with_values: product.options.map(({ name }, index) => ({ name, value: variant.options[index] ?? "" })),
  };
}
