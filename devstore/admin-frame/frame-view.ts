import type { DevStoreContext, Product, Staff } from "../context.ts";
import { listStaff } from "../staff-cookie.ts";
import type { Store } from "../store-schema.ts";

/** What every page of the admin shows around its content, and what its script needs. */
export function frameView(context: DevStoreContext, store: Store, staff: Staff) {
  const { shop } = store;
  const { id, firstName, lastName, email } = staff;
  const others = context.stores.list().filter(({ domain }) => domain !== store.domain);
  const settings = {
    domain: store.domain,
    appOrigin: new URL(context.appUrl).origin,
    staff: { id, firstName, lastName, email },
  };
  return {
    shop,
    staff_name: `${firstName} ${lastName}`,
    team: listStaff(store).map((member) => ({
      id: member.id,
      name: `${member.firstName} ${member.lastName}`,
      note: member.id === shop.staff.id ? "Store owner" : "Staff",
      current: member.id === id,
    })),
    staff_initials: `${firstName.charAt(0)}${lastName.charAt(0)}`.toUpperCase(),
    storefront: context.originOf(store),
    others: others.map((other) => ({ name: other.shop.name, url: `${context.originOf(other)}/admin` })),
    frame: JSON.stringify(settings).replaceAll("<", "\\u003c"),
  };
}

/** A product as the admin's list and page show it. */
export function productRow(context: DevStoreContext, store: Store, product: Product) {
  const image = product.images[0];
  return {
    ...product,
    picture: image ? context.fileUrl(store, image.src) : null,
    stock: product.variants.reduce((sum, { inventoryQuantity }) => sum + inventoryQuantity, 0),
    sold_on: `/products/${product.handle}`,
  };
}
