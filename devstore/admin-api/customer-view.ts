import { gid } from "../gid.ts";
import type { Store } from "../store-schema.ts";
import { addressView } from "./address-view.ts";
import type { ApiCall, View } from "./api-call.ts";
import { UNDATED } from "./collection-view.ts";
import { connection } from "./connection.ts";
import type { ListKind } from "./connection.ts";
import type { ListArgs } from "./list-args.ts";
import { moneyV2 } from "./money.ts";
import { orderKind, orderTotals } from "./order-view.ts";

type Customer = Store["customers"][number];

/** How customers are listed. */
export function customerKind(call: ApiCall): ListKind<Customer> {
  const nameOf = (customer: Customer) => `${customer.lastName}, ${customer.firstName}`;
  return {
    key: (customer) => customer.id,
    view: (customer) => customerView(call, customer),
    search: (customer) => ({
      default: [customer.firstName, customer.lastName, customer.email, customer.phone],
      id: customer.id,
      email: customer.email,
      phone: customer.phone,
      first_name: customer.firstName,
      last_name: customer.lastName,
      tag: customer.tags,
    }),
    sort: { ID: (customer) => customer.id, RELEVANCE: (customer) => customer.id, NAME: nameOf },
  };
}

/** The API's `Customer`. */
export function customerView(call: ApiCall, customer: Customer): View {
  const orders = call.store.orders.filter((order) => order.customerId === customer.id);
  const spent = orders.reduce((sum, order) => sum + orderTotals(order).total, 0);
  return {
    __typename: "Customer",
    id: gid("Customer", customer.id),
    legacyResourceId: String(customer.id),
    ...contactFields(call, customer),
    locale: customer.locale,
    tags: customer.tags,
    note: customer.note || null,
    state: "ENABLED",
    verifiedEmail: true,
    taxExempt: false,
    canDelete: orders.length === 0,
    createdAt: UNDATED,
    updatedAt: UNDATED,
    numberOfOrders: String(orders.length),
    amountSpent: moneyV2(spent, call.store.shop.currency),
    orders: (args: ListArgs) => connection(call, orders, args, orderKind(call)),
    metafield: null,
  };
}

function contactFields(call: ApiCall, customer: Customer): View {
  const viewOf = (address: Customer["addresses"][number]) =>
    addressView(address, `${customer.id}${customer.addresses.indexOf(address)}`);
  const addresses = customer.addresses.map(viewOf);
  return {
    firstName: customer.firstName,
    lastName: customer.lastName,
    displayName: `${customer.firstName} ${customer.lastName}`.trim() || customer.email,
    email: customer.email,
    phone: customer.phone || null,
    defaultEmailAddress: { emailAddress: customer.email, validFormat: true, marketingState: "NOT_SUBSCRIBED" },
    defaultPhoneNumber: customer.phone ? { phoneNumber: customer.phone } : null,
    defaultAddress: addresses[0] ?? null,
    addresses: ({ first }: { first?: number | null }) => addresses.slice(0, first ?? undefined),
    addressesV2: (args: ListArgs) =>
      connection(call, customer.addresses, args, {
        key: (address) => customer.addresses.indexOf(address),
        view: viewOf,
      }),
  };
}
