import { z } from "zod";

const Phrase = z.string().trim().min(1).max(60);

const BrandVoice = z.object({
  tone: z.string().trim().max(300).default(""),
  wordsToUse: z.array(Phrase).max(50).default([]),
  wordsToAvoid: z.array(Phrase).max(50).default([]),
});

/** One limit for each kind of who asks: a visitor's browser, one conversation, a logged-in customer, everyone in the shop. */
const limits = (max: number, defaults: Record<LimitKind, number>, min = 1) => {
  const limit = (kind: LimitKind) => z.number().int().min(min).max(max).default(defaults[kind]);
  return z
    .object({
      visitor: limit("visitor"),
      conversation: limit("conversation"),
      customer: limit("customer"),
      shop: limit("shop"),
    })
    .prefault({});
};

export const LIMIT_KINDS = ["visitor", "conversation", "customer", "shop"] as const;
export type LimitKind = (typeof LIMIT_KINDS)[number];

/** What a setting can be at most, whatever an operator allows. */
export const MAX_REQUESTS_PER_MINUTE = 1_000_000;
export const MAX_TOKENS_PER_DAY = 10_000_000_000;
export const MAX_STREAMS = 10_000;
/** Less would not pay for one answer. */
export const MIN_TOKENS_PER_DAY = 5_000;

const RequestLimitPerMinute = limits(MAX_REQUESTS_PER_MINUTE, {
  visitor: 40,
  conversation: 20,
  customer: 40,
  shop: 120,
});

/** Prompt and answer together; a chat answer is about 1,500 tokens. */
const TokenLimitPerDay = limits(
  MAX_TOKENS_PER_DAY,
  { visitor: 300_000, conversation: 200_000, customer: 300_000, shop: 10_000_000 },
  MIN_TOKENS_PER_DAY,
);

const StreamLimit = limits(MAX_STREAMS, { visitor: 6, conversation: 3, customer: 6, shop: 100 });

/** "namespace.key" of one metafield, or "namespace.*" for all of a namespace. */
export const FactMetafield = z
  .string()
  .regex(/^[a-z0-9_-]{2,60}\.(\*|[a-z0-9_-]{2,64})$/i, "use namespace.key, for example custom.material");

/** What the merchant can set; every field has a default, so that an empty object is a whole one. */
export const ShopSettings = z.object({
  brandVoice: BrandVoice.prefault({}),
  requestLimitPerMinute: RequestLimitPerMinute,
  tokenLimitPerDay: TokenLimitPerDay,
  /** Answers that are written at the same time. */
  streamLimit: StreamLimit,
  /**
   * Metafields that shoppers may hear about; a value outside this list is never loaded. `facts` and `descriptors` are the
   * namespaces of Shopify's standard definitions, `custom` is where merchants put their own.
   */
  factMetafields: z.array(FactMetafield).max(100).default(["custom.*", "facts.*", "descriptors.*"]),
  /** The chat's first line; empty: our own. */
  greeting: z.string().trim().max(300).optional(),
});

export type ShopSettings = z.infer<typeof ShopSettings>;
export type ShopSettingsPatch = Partial<z.input<typeof ShopSettings>>;
