import { AppError } from "~/lib/app-error";
import { logger } from "~/logger.server";
import type { CustomerIdentity } from "~/modules/commerce/commerce-types";
import { getCustomerIdentity } from "~/modules/commerce/get-customer-identity.server";
import type { KnownValue } from "~/modules/inference/inference-types";
import type { Turn } from "./turn";

/** The logged-in customer's own data, to be kept out of the prompt; none for a guest, null when it cannot be loaded. */
export async function loadKnownValues({ shop, customerId, conversationId }: Turn): Promise<KnownValue[] | null> {
  if (customerId === null) return [];
  try {
    const identity = await getCustomerIdentity(shop, customerId);
    return identity && toKnownValues(identity);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    logger.warn({ err: error, conversationId }, "the customer could not be loaded, so no model was asked");
    return null;
  }
}

function toKnownValues({ firstName, lastName, email, phone, addresses }: CustomerIdentity): KnownValue[] {
  const values: KnownValue[] = [
    { type: "NAME", value: `${firstName} ${lastName}`.trim() },
    { type: "NAME", value: firstName },
    { type: "NAME", value: lastName },
    { type: "EMAIL", value: email },
    { type: "PHONE", value: phone },
    ...addresses.map((value): KnownValue => ({ type: "ADDRESS", value })),
  ];
  return values.filter(({ value }) => value !== "");
}
