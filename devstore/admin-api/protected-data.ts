/**
 * Fields with protected customer data (name, address, phone, e-mail).
 * Source: https://shopify.dev/docs/apps/launch/protected-customer-data
 */
const PROTECTED_FIELDS: Record<string, ReadonlySet<string>> = {
  Customer: new Set([
    "firstName",
    "lastName",
    "displayName",
    "email",
    "phone",
    "defaultEmailAddress",
    "defaultPhoneNumber",
    "addresses",
    "addressesV2",
    "defaultAddress",
  ]),
  Order: new Set(["email", "phone", "shippingAddress", "billingAddress", "displayAddress"]),
};

/** Whether an app without approval for protected customer data gets null and an error for the field. */
export function isProtected(typeName: string, fieldName: string): boolean {
  return PROTECTED_FIELDS[typeName]?.has(fieldName) ?? false;
}
