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
