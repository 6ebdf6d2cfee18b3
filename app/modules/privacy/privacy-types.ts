import type { TenantRef, TenantTx } from "~/db.server";
import type { ActingTenant } from "~/modules/audit/append-event.server";

/** How many rows of each kind; no personal data. */
export type Counts = Readonly<Record<string, number>>;

/** How one room erases and hands out what it keeps about a customer; composed in worker.ts. */
export type PersonalDataHolder = {
  /** Names the room in the export. */
  readonly name: string;
  readonly eraseCustomer: (tx: TenantTx, shop: ActingTenant, customerHash: Uint8Array<ArrayBuffer>) => Promise<Counts>;
  /** Anything that JSON can hold. */
  readonly exportCustomer: (tx: TenantTx, shop: TenantRef, customerHash: Uint8Array<ArrayBuffer>) => Promise<object>;
};
