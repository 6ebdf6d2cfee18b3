/** A document that is shown as a page and handed out as a file, in pieces that every form can show. */
export type Document = {
  readonly title: string;
  readonly intro: string;
  readonly sections: readonly Section[];
};

export type Section = { readonly title: string; readonly blocks: readonly Block[] };

export type Block =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "table"; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  /** What only the merchant knows. */
  | { readonly kind: "fill"; readonly text: string };

export const text = (words: string): Block => ({ kind: "text", text: words });
export const list = (items: readonly string[]): Block => ({ kind: "list", items });
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): Block => ({
  kind: "table",
  head,
  rows,
});
export const fill = (words: string): Block => ({ kind: "fill", text: words });
