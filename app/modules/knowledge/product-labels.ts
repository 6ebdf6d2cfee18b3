type Labels = {
  readonly type: string;
  readonly brand: string;
  readonly price: string;
  readonly before: string;
  readonly inStock: string;
  readonly soldOut: string;
  readonly yes: string;
  readonly no: string;
};

const EN: Labels = {
  type: "Type",
  brand: "Brand",
  price: "Price",
  before: "before",
  inStock: "In stock",
  soldOut: "Sold out",
  yes: "yes",
  no: "no",
};

const LABELS: Readonly<Record<string, Labels>> = {
  en: EN,
  de: {
    type: "Art",
    brand: "Marke",
    price: "Preis",
    before: "vorher",
    inStock: "Auf Lager",
    soldOut: "Ausverkauft",
    yes: "ja",
    no: "nein",
  },
  fr: {
    type: "Type",
    brand: "Marque",
    price: "Prix",
    before: "avant",
    inStock: "En stock",
    soldOut: "Épuisé",
    yes: "oui",
    no: "non",
  },
  es: {
    type: "Tipo",
    brand: "Marca",
    price: "Precio",
    before: "antes",
    inStock: "En existencias",
    soldOut: "Agotado",
    yes: "sí",
    no: "no",
  },
  nl: {
    type: "Soort",
    brand: "Merk",
    price: "Prijs",
    before: "eerder",
    inStock: "Op voorraad",
    soldOut: "Uitverkocht",
    yes: "ja",
    no: "nee",
  },
};

/** Names of a product's facts in a language; English where we have none. */
export function productLabels(locale: string): Labels {
  return LABELS[locale.slice(0, 2).toLowerCase()] ?? EN;
}

const STOCK_LABELS = [EN, ...Object.values(LABELS)].flatMap(({ inStock, soldOut }) => [`${inStock}: `, `${soldOut}: `]);

/** True for the line of a passage that lists variants: those in stock, or those sold out. */
export const isStockLine = (line: string) => STOCK_LABELS.some((label) => line.startsWith(label));

const PRICE_LABELS = [EN, ...Object.values(LABELS)].map(({ price }) => price);

/** True for a line that says what a product costs, or what some of its variants do. */
export const isPriceLine = (line: string) =>
  PRICE_LABELS.some((label) => line.startsWith(`${label}: `) || line.startsWith(`${label} (`));

/** A line that says the one price of a product, without its label: an amount beside a name needs none. */
export function withoutPriceLabel(line: string): string {
  const label = PRICE_LABELS.find((label) => line.startsWith(`${label}: `));
  return label === undefined ? line : line.slice(label.length + 2);
}
