/** One passage that the assistant may cite. */
export type Passage = {
  readonly id: string;
  readonly kind: "product" | "policy" | "page";
  /** The product's, policy's or page's id in Shopify. */
  readonly sourceId: string;
  readonly locale: string;
  readonly title: string;
  readonly heading: string;
  /** Absolute, on the storefront. */
  readonly url: string;
  readonly text: string;
  /** 0 to 1, higher is nearer. */
  readonly score: number;
};
