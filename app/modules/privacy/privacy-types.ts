import type { TenantRef, TenantTx } from "~/db.server";
import type { ActingTenant } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { DataClass } from "./data-classes";
import type { ExportedConversation } from "./exported-conversation";

/** How many rows of each kind; no personal data. */
export type Counts = Readonly<Record<string, number>>;

type CustomerHash = Uint8Array<ArrayBuffer>;

/** How one room erases and hands out what it keeps about people, all of which hangs on conversations; composed in personal-data.server.ts. */
export type PersonalDataHolder = {
  /** Names the room in the counts. */
  readonly name: string;
  /** Takes the last of a conversation that is gone already, too. */
  readonly eraseConversations: (
    tx: TenantTx,
    shop: ActingTenant,
    conversationIds: readonly string[],
  ) => Promise<Counts>;
  /** Left out by a room whose part is in another one's. */
  readonly exports?: {
    /** Ids of a customer's conversations, in their order. */
    readonly listParts: (tx: TenantTx, shop: TenantRef, customerHash: CustomerHash) => Promise<string[]>;
    /** Null when it is gone meanwhile. */
    readonly exportPart: (tx: TenantTx, shop: TenantRef, id: string) => Promise<ExportedConversation | null>;
  };
};

/** How one room deletes what is older than its class of data is kept; composed in personal-data.server.ts. */
export type RetainedData = {
  readonly dataClass: DataClass;
  /** How many rows are from before a time, counted up to `most`. */
  readonly count: (tx: TenantTx, shop: ActingTenant, limits: { before: Date; most: number }) => Promise<number>;
  /** Deletes the oldest of them, a bounded piece; 0 when there are none left. */
  readonly expire: (tx: TenantTx, shop: ActingTenant, before: Date) => Promise<number>;
};

/** What a room deletes by its own clock; done again every night in case its own jobs were lost. Bounded. */
export type Sweep = (shop: ShopContext) => Promise<void>;
