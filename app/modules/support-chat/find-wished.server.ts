import { findProducts } from "~/modules/commerce/get-product.server";
import { listPricedProducts } from "~/modules/knowledge/list-priced-products.server";
import { productLabels } from "~/modules/knowledge/product-labels";
import type { Quote, RankedEvidence } from "./compose-from-evidence";
import { toEvidence, type Display } from "./evidence";
import type { Found } from "./merge-found";
import { fitWish, priceWish } from "./price-wish";
import type { Turn } from "./turn";
import { sentences } from "./words";

const MAX_WISHED = 3;
const MAX_QUOTES = 3;

/** What answers "the cheapest jacket" or "boots under €100", out of all products; null for any other question, or when none fits. */
export async function findWished(turn: Turn, question: string, display: Display): Promise<Found | null> {
  const wish = priceWish(question);
  if (!wish) return null;
  const priced = await listPricedProducts(turn.shop, { locale: turn.locale, order: wish.order });
  const fitting = fitWish(priced, wish).slice(0, wish.limit === null ? 1 : MAX_WISHED);
  if (fitting.length === 0) return null;
  const products = await findProducts(
    turn.shop,
    fitting.map(({ sourceId }) => sourceId),
  );
  const evidence = toEvidence(fitting, products, display);
  const label = productLabels(turn.locale).price;
  const quotes = evidence.flatMap((item) => priceLines(item, label)).slice(0, MAX_QUOTES);
  return { question, evidence, quotes, products, display, answered: 1 };
}

function priceLines({ id, text }: RankedEvidence, label: string): Quote[] {
  return sentences(text).flatMap((sentence, position) =>
    sentence.startsWith(`${label}: `) || sentence.startsWith(`${label} (`)
      ? [{ evidenceId: id, position, sentence }]
      : [],
  );
}
