export const CLAIM_KINDS = [
  "figure",
  "material",
  "property",
  "certificate",
  "environment",
  "origin",
  "health",
  "superlative",
  "offer",
  "link",
  "obscured",
  "avoided",
] as const;

export type ClaimKind = (typeof CLAIM_KINDS)[number];

/** Why a claim of this kind needs a fact; completes "…: <reason>". */
export const CLAIM_REASONS = {
  figure: "this number is not in the product's facts",
  material: "this material is not in the product's facts",
  property: "this property is not in the product's facts",
  certificate: "no such certificate, test or award is in the product's facts",
  environment: "environmental claims need a fact that proves them",
  origin: "the origin is not in the product's facts",
  health: "health claims need a fact that proves them",
  superlative: "nothing in the product's facts proves this comparison",
  offer: "this offer is not in the product's facts",
  link: "links and addresses do not belong in copy",
  obscured: "this word mixes letters of different alphabets",
  avoided: "your brand voice avoids this word",
} as const satisfies Record<ClaimKind, string>;
