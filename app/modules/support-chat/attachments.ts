import type { Product } from "~/modules/commerce/commerce-types";
import type { Evidence } from "~/modules/inference/inference-types";
import type { ChatAttachments } from "./chat-protocol";
import { relevantProducts, toCard, toSource, type Display } from "./evidence";
import { NO_ATTACHMENTS } from "./turn";

/** What an answer was made of. */
export type AnswerBasis = {
  readonly question: string;
  readonly evidence: readonly Evidence[];
  readonly products: readonly Product[];
  readonly display: Display;
};

/** The sources that an answer cites, in the order of their marks, and the products that it is about. */
export function attachmentsOf(basis: AnswerBasis, cited: readonly string[]): ChatAttachments {
  const quoted = cited.flatMap((id) => basis.evidence.find((item) => item.id === id) ?? []);
  const products = relevantProducts(
    basis.question,
    basis.products,
    quoted.map(({ url }) => url),
  );
  const urlOf = ({ handle }: Product) =>
    basis.evidence.find(({ kind, url }) => kind === "product" && url.includes(`/products/${handle}`))?.url ??
    `/products/${handle}`;
  return {
    ...NO_ATTACHMENTS,
    sources: quoted.map((item, index) => toSource(item, String(index + 1))),
    cards: products.map((product) => toCard(product, urlOf(product), basis.display)),
  };
}
