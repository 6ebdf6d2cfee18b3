import { z } from "zod";

/** A shop's permanent domain; the only form in which a tenant is named. */
export const ShopDomain = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}\.myshopify\.com$/, "not a permanent shop domain");
