import { z } from "zod";

export const MIN_SEARCH_CHARS = 3;
export const MAX_SEARCH_CHARS = 200;

/** What is looked for; in a body rather than an address, which browsers and servers write down. */
export const SearchInput = z.object({
  text: z.string().trim().min(MIN_SEARCH_CHARS).max(MAX_SEARCH_CHARS),
  /** Where an earlier search stopped. */
  after: z.string().max(200).optional(),
});

export type SearchInput = z.infer<typeof SearchInput>;

const Excerpt = z.object({
  where: z.enum(["asked", "answered"]),
  before: z.string(),
  match: z.string(),
  after: z.string(),
});

const FoundCall = z.object({
  id: z.string(),
  createdAt: z.string(),
  purpose: z.string(),
  state: z.string(),
  withheld: z.boolean(),
  model: z.string(),
  excerpts: z.array(Excerpt),
});

export type FoundCall = z.infer<typeof FoundCall>;

/** What a search tells while it goes back in time. */
export const SearchEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("found"), call: FoundCall }),
  z.object({
    type: z.literal("progress"),
    /** Calls that were looked at. */
    scanned: z.number(),
    /** The time of the oldest of them. */
    reached: z.string().nullable(),
  }),
  z.object({
    type: z.literal("end"),
    /** The last call that fits was reached, or a bound. */
    reason: z.enum(["all", "calls", "time", "finds"]),
    scanned: z.number(),
    /** Calls with a text that could not be read. */
    unreadable: z.number(),
    /** `after` of the search that goes on. */
    nextCursor: z.string().nullable(),
  }),
  z.object({ type: z.literal("error"), message: z.string() }),
]);

export type SearchEvent = z.infer<typeof SearchEvent>;
