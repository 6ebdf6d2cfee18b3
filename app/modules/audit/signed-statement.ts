import { z } from "zod";

const Seq = z.string().regex(/^[1-9]\d{0,18}$/);
const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Signed = { v: z.literal(1), signedAt: z.iso.datetime(), key: z.string().min(1), sig: z.base64().optional() };

/** "At `signedAt`, the newest event of this shop's chain had this number, time and hash." */
export const HeadStatement = z.object({
  ...Signed,
  kind: z.literal("head"),
  shop: z.string().min(1),
  seq: Seq,
  hash: Hash,
  time: z.iso.datetime(),
});

/** "The events of this month are complete, from `firstSeq` to `seq`, and the last one has this hash." */
export const SegmentStatement = HeadStatement.extend({
  kind: z.literal("segment"),
  month: z.string().regex(/^\d{4}-\d{2}$/),
  firstSeq: Seq,
});

/** One line of an anchor. Without `sig`, as RFC 8785 JSON, it is what was signed. */
export const Statement = z.discriminatedUnion("kind", [HeadStatement, SegmentStatement]);

export type Statement = z.infer<typeof Statement>;

/** What is to be signed; key, time of signing and signature are added. */
export type Claim =
  | Omit<z.infer<typeof HeadStatement>, "v" | "key" | "sig" | "signedAt">
  | Omit<z.infer<typeof SegmentStatement>, "v" | "key" | "sig" | "signedAt">;

/** A statement whose signature was checked. */
export type Anchor = { readonly statement: Statement; readonly line: string };
