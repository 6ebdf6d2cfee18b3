const ENGLISH_ONES =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const GERMAN_ONES =
  "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn".split(
    " ",
  );
const GERMAN_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split(" ");

const OTHERS: Readonly<Record<string, number>> = {
  ein: 1,
  eine: 1,
  einem: 1,
  einen: 1,
  einer: 1,
  eines: 1,
  hundred: 100,
  hundert: 100,
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  douze: 12,
  quatorze: 14,
  quinze: 15,
  vingt: 20,
  trente: 30,
  quarante: 40,
  soixante: 60,
  cent: 100,
  uno: 1,
  una: 1,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
  siete: 7,
  ocho: 8,
  nueve: 9,
  diez: 10,
  doce: 12,
  catorce: 14,
  veinte: 20,
  treinta: 30,
  sesenta: 60,
  noventa: 90,
  cien: 100,
  een: 1,
  één: 1,
  twee: 2,
  drie: 3,
  vijf: 5,
  zes: 6,
  zeven: 7,
  negen: 9,
  tien: 10,
  twaalf: 12,
  veertien: 14,
  twintig: 20,
  dertig: 30,
  zestig: 60,
  negentig: 90,
  honderd: 100,
};

/** Numbers that are written as words, in the languages that we ship checks for. */
export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ...ENGLISH_ONES.map((word, value) => [word, value] as const),
  ...ENGLISH_TENS.flatMap((tens, index) => [
    [tens, 20 + index * 10] as const,
    ...ENGLISH_ONES.slice(1, 10).map((ones, one) => [`${tens}-${ones}`, 21 + index * 10 + one] as const),
  ]),
  ...GERMAN_ONES.map((word, value) => [word, value] as const),
  ...GERMAN_TENS.flatMap((tens, index) => [
    [tens, 20 + index * 10] as const,
    ...["ein", ...GERMAN_ONES.slice(2, 10)].map((ones, one) => [`${ones}und${tens}`, 21 + index * 10 + one] as const),
  ]),
  ...Object.entries(OTHERS),
]);
