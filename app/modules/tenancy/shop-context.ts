import type { Role } from "./permissions";

/** Who acts: shown in the audit log, never taken from a body or a header. */
export type Actor =
  | {
      readonly kind: "staff";
      /** Their number in Shopify. */
      readonly id: string;
      /** What they may do (permissions.ts); without one, nothing. */
      readonly role?: Role;
    }
  | {
      readonly kind: "shopper";
      readonly conversationId: string;
      readonly customerId: string | null;
      /** Names the visitor for budgets only (visitor-key.server.ts). */
      readonly visitor?: string;
    }
  | { readonly kind: "system"; readonly name: string };

declare const minted: unique symbol;

/** One shop and who acts in it. Only tenancy mints one, after Shopify's signature was checked. */
export type ShopContext = {
  /** The shop's permanent domain, for example "demo.myshopify.com". */
  readonly shopId: string;
  readonly actor: Actor;
  readonly [minted]: true;
};
