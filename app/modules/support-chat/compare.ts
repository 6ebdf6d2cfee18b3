import { isStockLine } from "~/modules/knowledge/product-labels";
import type { Quote, RankedEvidence } from "./compose-from-evidence";
import { contentWords, coverage, isSameWord, plain, sentences } from "./words";

const COMPARES =
  /\bcompar|\bdifferen(?:ce|t)\b|\bversus\b|\bvs\b|\bor (?:rather )?the\b|\bbetter\b|\bvergleich|\bunterschied|\bbesser\b|\bcompare[zr]\b|\bdifferenc|\bdiferenci|\bverschil|\bvergelijk/;
const FACT = /^([^:.!?]{1,40}): (.+)$/;
const MIN_NAMED_SHARE = 0.5;
const MAX_FACTS = 4;

/** Facts of the products that a question compares, the same ones of each; none for any other question, or when it names fewer than two. */
export function pickComparison(question: string, evidence: readonly RankedEvidence[]): Quote[] {
  if (!COMPARES.test(plain(question))) return [];
  const asked = contentWords(question);
  const named = evidence.filter(({ kind, title }) => kind === "product" && isNamed(title, asked));
  const titles = ownNames(asked, [...new Set(named.map(({ title }) => title))]).slice(0, 2);
  if (titles.length < 2) return [];
  const facts = titles.map((title) => named.filter((item) => item.title === title).flatMap(factsOf));
  const shared = (facts[0] ?? [])
    .map(({ label }) => label)
    .filter((label, index, all) => all.indexOf(label) === index)
    .filter((label) => facts.every((list) => list.some((fact) => fact.label === label)))
    .filter((label) => new Set(facts.map((list) => list.find((fact) => fact.label === label)?.value)).size > 1)
    .slice(0, MAX_FACTS);
  return facts.flatMap((list) => list.filter(({ label }) => shared.includes(label)).map(({ quote }) => quote));
}

/** Those that the question names by a word which the others do not have: "Brass Lamp" does not name a "Tall Lamp". */
function ownNames(asked: readonly string[], titles: readonly string[]): string[] {
  const has = (title: string, word: string) => contentWords(title).some((own) => isSameWord(word, own));
  return titles.filter((title) =>
    asked.some((word) => has(title, word) && titles.every((other) => other === title || !has(other, word))),
  );
}

const isNamed = (title: string, asked: readonly string[]) => {
  const name = contentWords(title);
  const first = name[0];
  return (
    coverage(name, asked) >= MIN_NAMED_SHARE ||
    (first !== undefined && name.length > 1 && asked.some((word) => isSameWord(word, first)))
  );
};

function factsOf({ id, text }: RankedEvidence): { label: string; value: string; quote: Quote }[] {
  return sentences(text).flatMap((sentence, position) => {
    const [, label, value] = FACT.exec(sentence) ?? [];
    return label === undefined || value === undefined || isStockLine(sentence)
      ? []
      : [{ label: label.replace(/ \(.*\)$/, ""), value, quote: { evidenceId: id, position, sentence } }];
  });
}
