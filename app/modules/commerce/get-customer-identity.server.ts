import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { CustomerIdentity } from "./commerce-types";
import { CUSTOMER_ADDRESSES, CUSTOMER_CONTACT } from "./customer-documents";
import { queryAdmin } from "./query-admin.server";
import { toGid } from "./shopify-gid";

/**
 * Name and contact data of the logged-in customer, to be recognised in texts and replaced; null for an unknown
 * customer. What the app may not see is empty: then it cannot come back from Shopify in any other answer either.
 * @throws AppError `shopify_failed`, `bad_request` for a malformed id.
 */
export async function getCustomerIdentity(shop: ShopContext, customerId: string): Promise<CustomerIdentity | null> {
  const id = toGid("Customer", customerId);
  const [contact, addresses] = await Promise.all([
    queryAdmin(shop, CUSTOMER_CONTACT, { id }),
    queryAdmin(shop, CUSTOMER_ADDRESSES, { id }),
  ]);
  const { customer } = contact.data;
  if (!customer) return null;
  return {
    id: customer.id,
    firstName: customer.firstName ?? "",
    lastName: customer.lastName ?? "",
    email: customer.defaultEmailAddress?.emailAddress ?? "",
    phone: customer.defaultPhoneNumber?.phoneNumber ?? "",
    addresses: addresses.data.customer?.addresses.map((address) => address.formatted.join(", ")) ?? [],
  };
}
