import { z } from "zod";

const Phrase = z.string().trim().min(1).max(60);

const BrandVoice = z.object({
  tone: z.string().trim().max(300).default(""),
  wordsToUse: z.array(Phrase).max(50).default([]),
  wordsToAvoid: z.array(Phrase).max(50).default([]),
});

const RequestLimitPerMinute = z.object({
  conversation: z.number().int().min(1).max(600).default(20),
  shop: z.number().int().min(1).max(10_000).default(120),
});

/** "namespace.key" of one metafield, or "namespace.*" for all of a namespace. */
export const FactMetafield = z
  .string()
  .regex(/^[a-z0-9_-]{2,60}\.(\*|[a-z0-9_-]{2,64})$/i, "use namespace.key, for example custom.material");

/** How questions are answered; "automatic" leaves it to what the model server was found able to do. */
export const CHAT_STRATEGIES = ["automatic", "grounded", "tools"] as const;

export const ChatStrategy = z.enum(CHAT_STRATEGIES);

/** What the merchant can set; every field has a default, so that an empty object is a whole one. */
export const ShopSettings = z.object({
  brandVoice: BrandVoice.prefault({}),
  requestLimitPerMinute: RequestLimitPerMinute.prefault({}),
  /**
   * Metafields that shoppers may hear about; a value outside this list is never loaded. `facts` and `descriptors` are the
   * namespaces of Shopify's standard definitions, `custom` is where merchants put their own.
   */
  factMetafields: z.array(FactMetafield).max(100).default(["custom.*", "facts.*", "descriptors.*"]),
  /** The chat's first line; empty: our own. */
  greeting: z.string().trim().max(300).optional(),
  chatStrategy: ChatStrategy.default("automatic"),
});

export type ShopSettings = z.infer<typeof ShopSettings>;
export type ShopSettingsPatch = Partial<ShopSettings>;
