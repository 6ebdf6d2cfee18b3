/** A number written as words: its value, and where it stands. */
export type WrittenNumber = {
  readonly value: number;
  readonly start: number;
  readonly end: number;
  /** The word has other meanings ("once", "due", "neuf"): it is a number only where a unit follows. */
  readonly isAmbiguous: boolean;
};

const list = (words: string) => words.split(" ");
const EN_ONES = list(
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
);
const EN_TENS = list("twenty thirty forty fifty sixty seventy eighty ninety");
const EN_ORDINALS = list(
  "fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth",
);
const EN_TENTHS = list("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth");
const DE_ONES = list(
  "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
);
const DE_TENS = list("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig");
const NL_ONES = list(
  "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien",
);
const NL_TENS = list("twintig dertig veertig vijftig zestig zeventig tachtig negentig");
const FR = list(
  "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf",
);
const FR_TENS = list("vingt trente quarante cinquante soixante septante huitante nonante");
const ES = list(
  "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve",
);
const ES_TENS = list("treinta cuarenta cincuenta sesenta setenta ochenta noventa");
const ES_HUNDREDS = list(
  "doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos",
);
const IT = list(
  "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti",
);
const IT_TENS = list("venti trenta quaranta cinquanta sessanta settanta ottanta novanta");
const OTHERS: Readonly<Record<string, number>> = {
  ...{
    hundred: 100,
    hundreds: 100,
    hundert: 100,
    cents: 100,
    cien: 100,
    ciento: 100,
    honderd: 100,
    dozen: 12,
    dozens: 12,
    million: 1_000_000,
    millions: 1_000_000,
    dutzend: 12,
    dozijn: 12,
  },
  ...{ thousand: 1_000, thousands: 1_000, tausend: 1_000, duizend: 1_000, mille: 1_000, mil: 1_000 },
  ...{
    eins: 1,
    eine: 1,
    einem: 1,
    einen: 1,
    einer: 1,
    eines: 1,
    une: 1,
    una: 1,
    één: 1,
    vingts: 20,
    dreissig: 30,
    cent: 100,
  },
};
const AMBIGUOUS = new Set(
  list(
    "null one ein eins eine einem einen einer eines un une uno una een één nul acht elf once onze neuf seize sept due sei otto cent cents mille mil dos",
  ),
);

/** Compound words below a thousand, as German and Dutch write them. */
function compounds(ones: readonly string[], tens: readonly string[], and: string, hundred: string): [string, number][] {
  const below100 = [
    ...ones.map((word, value): [string, number] => [word, value]),
    ...tens.flatMap((word, ten) => [
      [word, 20 + 10 * ten] as [string, number],
      ...ones
        .slice(1, 10)
        .map((one, index): [string, number] => [
          `${one}${and === "en" && /e$/.test(one) ? "ën" : and}${word}`,
          21 + 10 * ten + index,
        ]),
    ]),
  ];
  const hundreds = ["", ...ones.slice(1, 10)].flatMap((word, index): [string, number][] => [
    [`${word}${hundred}`, 100 * Math.max(1, index)],
    ...below100
      .filter(([, value]) => value > 0)
      .map(([rest, value]): [string, number] => [`${word}${hundred}${rest}`, 100 * Math.max(1, index) + value]),
  ]);
  return [...below100, ...hundreds];
}

const WORDS: ReadonlyMap<string, number> = new Map([
  ...IT.map((word, value): [string, number] => [word, value]),
  ...IT_TENS.map((word, index): [string, number] => [word, 20 + 10 * index]),
  ...ES.map((word, value): [string, number] => [word, value]),
  ...ES_TENS.map((word, index): [string, number] => [word, 30 + 10 * index]),
  ...ES_HUNDREDS.map((word, index): [string, number] => [word, 200 + 100 * index]),
  ...FR.map((word, value): [string, number] => [word, value]),
  ...FR_TENS.map((word, index): [string, number] => [word, 20 + 10 * index]),
  ...compounds(NL_ONES, NL_TENS, "en", "honderd"),
  ...compounds(DE_ONES, DE_TENS, "und", "hundert"),
  ...EN_ONES.map((word, value): [string, number] => [word, value]),
  ...EN_TENS.map((word, index): [string, number] => [word, 20 + 10 * index]),
  ...EN_ORDINALS.map((word, index): [string, number] => [word, 4 + index]),
  ...EN_TENTHS.map((word, index): [string, number] => [word, 20 + 10 * index]),
  ...Object.entries(OTHERS),
]);
/** Words that are written together, as "eightynine", "zwanzigtausend" or "neunzehnneunzig" (19.90). */
const MIN_GLUED_CHARS = 8;
const MIN_PART_CHARS = 3;
const PART = new RegExp(
  [
    ...new Set([EN_ONES, EN_TENS, DE_ONES, DE_TENS, NL_ONES, NL_TENS, FR, FR_TENS, ES, ES_TENS, IT, IT_TENS].flat()),
    ...["hundred", "thousand", "hundert", "tausend", "honderd", "duizend", "mille"],
  ]
    .filter((word) => word.length >= MIN_PART_CHARS)
    .sort((a, b) => b.length - a.length)
    .join("|"),
  "gu",
);
const GLUED = new RegExp(`^(?:(?:${PART.source})(?:und|and|en|et|y)?){2,8}$`, "u");
const WORD = /\p{L}+/gu;
const JOINT = /^(?:[\s-]|\s?-\s?| (?:and|et|y|e|und|en) |-et-)$/u;
const CARDINAL_OF_ORDINAL = /(?:ste|te|de|ième)[nrsm]?$/u;
const MIN_ORDINAL_CHARS = 5;

/** Numbers that a text writes as words (en, de, fr, es, nl, some it), also composed ones: "one hundred and twenty-nine", "quatre-vingt-dix". */
export function findWrittenNumbers(text: string): WrittenNumber[] {
  const numbers: WrittenNumber[] = [];
  let open: { total: number; current: number; start: number; end: number; parts: number; word: string } | null = null;
  const close = () => {
    if (open)
      numbers.push({
        value: open.total + open.current,
        start: open.start,
        end: open.end,
        isAmbiguous: open.parts === 1 && AMBIGUOUS.has(open.word),
      });
    open = null;
  };
  for (const match of text.matchAll(WORD)) {
    const word = match[0].toLowerCase();
    const value = valueOf(word);
    if (value === null) continue;
    const end = match.index + match[0].length;
    const sum: Sum | null = open && JOINT.test(text.slice(open.end, match.index)) ? append(open, value) : null;
    if (open && sum) open = { ...sum, start: open.start, end, parts: open.parts + 1, word };
    else {
      close();
      open = { ...begin(value), start: match.index, end, parts: 1, word };
    }
  }
  close();
  return numbers;
}

/** Whether a word is a number in one of our languages. */
export function isNumberWord(word: string): boolean {
  return valueOf(word.toLowerCase()) !== null;
}

function valueOf(word: string): number | null {
  const value = WORDS.get(word);
  if (value !== undefined) return value;
  if (word.length >= MIN_GLUED_CHARS && GLUED.test(word)) return valueOfParts(word.match(PART) ?? []);
  if (word.length < MIN_ORDINAL_CHARS || !CARDINAL_OF_ORDINAL.test(word)) return null;
  const ordinal = WORDS.get(word.replace(CARDINAL_OF_ORDINAL, "")) ?? 0;
  return ordinal > 3 ? ordinal : null;
}

/** What parts of one word make; what begins a second number are the decimals of the first. */
function valueOfParts(parts: readonly string[]): number {
  let sum: Sum = { total: 0, current: 0 };
  for (const [index, part] of parts.entries()) {
    const value = WORDS.get(part) ?? 0;
    // German and Dutch say the ones first.
    const isReversed = sum.current > 0 && sum.current < 10 && value >= 20 && value < 100;
    const next =
      index === 0 ? begin(value) : isReversed ? { ...sum, current: sum.current + value } : append(sum, value);
    if (next === null) return sum.total + sum.current + value / 100;
    sum = next;
  }
  return sum.total + sum.current;
}

const begin = (value: number) => (value === 1_000 ? { total: 1_000, current: 0 } : { total: 0, current: value });

type Sum = { readonly total: number; readonly current: number };

/** The number that two words in a row make, or null when the second begins another one ("five six"). */
function append({ total, current }: Sum, value: number): Sum | null {
  if (value === 1_000) return total === 0 ? { total: Math.max(1, current) * 1_000, current: 0 } : null;
  if (value === 100)
    return current > 0 && current < 100
      ? { total, current: current * 100 }
      : current === 0
        ? { total, current: 100 }
        : null;
  if (value === 20 && current % 100 === 4) return { total, current: current - 4 + 80 };
  const low = current % 100;
  const fits =
    (current === 0 && value < 1_000) ||
    (low === 0 && value < 100) ||
    (low >= 20 && low % 10 === 0 && value < 10) ||
    ((low === 60 || low === 80) && value >= 10 && value < 20) ||
    (low % 20 === 10 && low > 50 && value < 10 && value > 6);
  return fits ? { total, current: current + value } : null;
}
