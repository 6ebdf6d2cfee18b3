import { gid } from "../gid.ts";
import type { Store } from "../store-schema.ts";
import type { View } from "./api-call.ts";

type Address = Store["orders"][number]["shippingAddress"];
const countryNames = new Intl.DisplayNames(["en"], { type: "region" });

/** The API's `MailingAddress`. */
export function addressView(address: Address, id: string): View {
  const [firstName, ...rest] = address.name.split(" ");
  const country = countryNames.of(address.countryCode.toUpperCase()) ?? address.countryCode;
  const lines = [address.address1, address.address2, `${address.zip} ${address.city}`, address.province, country];
  return {
    __typename: "MailingAddress",
    id: gid("MailingAddress", id),
    name: address.name,
    firstName,
    lastName: rest.join(" ") || null,
    company: null,
    address1: address.address1,
    address2: address.address2 || null,
    zip: address.zip,
    city: address.city,
    province: address.province || null,
    provinceCode: null,
    country,
    countryCode: address.countryCode,
    countryCodeV2: address.countryCode,
    phone: address.phone || null,
    coordinatesValidated: false,
    formatted: ({ withName }: { withName?: boolean }) => [
      ...(withName ? [address.name] : []),
      ...lines.filter(Boolean),
    ],
    formattedArea: `${address.city}, ${country}`,
  };
}
