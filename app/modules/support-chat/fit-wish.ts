import type { PricedPassage } from "~/modules/knowledge/list-priced-products.server";
import { isOfPrice, type ProductWish, type WishTerm } from "./product-wish";
import { contentWords, isSameWord } from "./words";
import { proofOf, type WishedProduct } from "./wish-proof";

export type Fitting = {
  readonly passage: PricedPassage;
  /** Lines that say so of what was wished. */
  readonly proofs: readonly string[];
};

export type Fit = {
  /** True when they are all that was wished; otherwise they come closest. */
  readonly isAll: boolean;
  /** How many things of the wish they meet, the kind among them. */
  readonly met: number;
  readonly products: readonly Fitting[];
};

const MIN_COMPOUND_CHARS = 4;
const HEAD_FIRST = new Set(["fr", "es", "it", "pt"]);

/** What a wish is about. */
export type WishedKind = {
  readonly products: readonly PricedPassage[];
  /** What else they are to be. */
  readonly rest: readonly WishTerm[];
  /** One product is meant, by its own name. */
  readonly isNamed: boolean;
};

/**
 * The products of the kind that a wish names: those of a type that is called so, and where none is, those that are named so ("shoes" are not
 * shoe brushes); the one that it means by its name; all for a wish that names none. Null when the shop has nothing of the kind.
 */
export function ofWishedKind(products: readonly PricedPassage[], { of, isDefinite }: ProductWish): WishedKind | null {
  if (of.length === 0) return { products, rest: [], isNamed: false };
  const named = products.map(readName);
  const kinds = of.filter((term) => named.some((one) => isOfType(one, term) || isNamedSo(one, term)));
  const kind = HEAD_FIRST.has(products[0]?.locale.slice(0, 2) ?? "") ? kinds[0] : kinds.at(-1);
  const rest = of.filter((term) => term !== kind);
  const called = kind === undefined || isDefinite ? calledOne(products, rest) : null;
  if (called) return { products: [called.product], rest: rest.filter((term) => term !== called.term), isNamed: true };
  if (kind === undefined) return null;
  const ofType = named.filter((one) => isOfType(one, kind));
  const found = ofType.length > 0 ? ofType : named.filter((one) => isNamedSo(one, kind));
  return { products: found.map(({ product }) => product), rest, isNamed: false };
}

/** A product with what it is called, as stems. */
type Named = {
  readonly product: PricedPassage;
  readonly type: readonly string[];
  /** The word of its name that says what it is: "Chelsea Boot, brown" is a boot. */
  readonly head: string | undefined;
};

function readName(product: PricedPassage): Named {
  const { title, type, locale } = product;
  const name = contentWords(title.split(/[,(|–]| - /)[0] ?? "").filter((word) => /^\p{L}{3,}/u.test(word));
  return { product, type: contentWords(type), head: HEAD_FIRST.has(locale.slice(0, 2)) ? name[0] : name.at(-1) };
}

const isOfType = ({ type }: Named, term: WishTerm) => type.some((own) => isOfKind(term, own));

const isNamedSo = ({ head }: Named, term: WishTerm) => head !== undefined && isOfKind(term, head);

/** "jacke" also in "regenjacke": what a compound ends with is its kind; and one language's word within the other's: "jack" and "jacket". */
function isOfKind({ word }: WishTerm, own: string): boolean {
  if (word === null) return false;
  if (isSameWord(word, own)) return true;
  const isLong = word.length >= MIN_COMPOUND_CHARS;
  return isLong && (own.endsWith(word) || (own.startsWith(word) && own.length - word.length <= 2));
}

/** A name's first word is what the shop calls that one product. */
function calledOne(products: readonly PricedPassage[], terms: readonly WishTerm[]) {
  const named = products.flatMap((product) => {
    const [first, ...others] = contentWords(product.title);
    const term = terms.find(({ word }) => word !== null && first !== undefined && isSameWord(word, first));
    return term && others.length > 0 ? [{ product, term }] : [];
  });
  return named.length === 1 ? named[0] : undefined;
}

/** Those that are all that was wished, in the order of the wish; where none is, those that come closest. */
export function fitWish(products: readonly WishedProduct[], rest: readonly WishTerm[], wish: ProductWish): Fit {
  const { order, limit } = wish;
  const judged = products.map((product) => {
    const { met, sure, lines } = proofOf(product, rest);
    const { passage } = product;
    return { passage, proofs: lines, score: met + (limit === null || passage.price <= limit ? 1 : 0), sure };
  });
  const best = Math.max(0, ...judged.map(({ score }) => score));
  const near = judged.filter(({ score }) => score === best);
  const surest = Math.max(0, ...near.map(({ sure }) => sure));
  const chosen = near.filter(({ sure }) => sure === surest);
  const sign = order === "high_to_low" ? -1 : 1;
  return {
    met: best,
    isAll: best === rest.length + 1,
    products: isOfPrice(wish) ? chosen.sort((a, b) => sign * (a.passage.price - b.passage.price)) : chosen,
  };
}
