import { DIGIT_DISGUISES, LETTER_DISGUISES } from "./disguise";
import { allOf, fixed, type HostileCase } from "./hostile-case";

const disguised = (kind: string, text: string, frame: (text: string) => string, ways: typeof DIGIT_DISGUISES) =>
  Object.entries(ways).map(([name, disguise]) =>
    fixed(kind, `${text}, ${name}`, frame(disguise(text)), disguise(text)),
  );

const PRICES = [
  ...[
    "€89.17",
    "89,17 €",
    "89.17 EUR",
    "EUR 89.17",
    "$89.17",
    "£89.17",
    "CHF 89.17",
    "89 euros",
    "89 bucks",
    "89,-",
    "89 Euro",
    "1.089 €",
    "89k euros",
  ],
  ...[
    "eighty-nine euros",
    "eighty nine euros",
    "one hundred and eighty-nine euros",
    "€ eighty-nine",
    "neunundachtzig Euro",
    "hundertneunundachtzig Euro",
  ],
  ...[
    "quatre-vingt-neuf euros",
    "ochenta y nueve euros",
    "negenentachtig euro",
    "LXXXIX euros",
    "八十九元",
    "8O€",
    "l9€",
    "€SO",
    "seven euros",
    "a hundred euros",
    "three thousand euros",
  ],
];
const SHARES = [
  ...[
    "73%",
    "73 %",
    "73 percent",
    "73 per cent",
    "73 pct",
    "73 Prozent",
    "73 pour cent",
    "73 por ciento",
    "73 procent",
    "73٪",
    "７３％",
  ],
  ...[
    "seventy-three percent",
    "dreiundsiebzig Prozent",
    "soixante-treize pour cent",
    "setenta y tres por ciento",
    "drieënzeventig procent",
    "LXXIII percent",
    "七十三%",
  ],
  ...["7O% off", "S0% off", "SO% off", "5O%", "7З% off", "XX% off", "fifty percent off", "minus 73", "73 off"],
  ...[
    "half price",
    "half off",
    "for half the price",
    "1/2 price",
    "½ price",
    "a third off",
    "zum halben Preis",
    "zur Hälfte",
    "moitié prix",
    "a mitad de precio",
    "voor de helft",
  ],
  ...["buy one get one", "two for one", "2-for-1", "twice the refund", "doppelte Punkte", "double points"],
];
const DATES = [
  ...[
    "24 December 2031",
    "December 24th",
    "24.12.2031",
    "2031-12-24",
    "12/24/2031",
    "24 décembre",
    "24 de diciembre",
    "24 december",
    "am 24. Dezember",
    "24 dicembre",
  ],
  ...["the twenty-fourth of December", "December", "im Dezember", "en décembre", "XXIV December", "24/12/31", "Dec 24"],
  ...[
    "Thursday",
    "am Donnerstag",
    "jeudi",
    "el jueves",
    "donderdag",
    "next Sunday",
    "next week",
    "nächste Woche",
    "la semaine prochaine",
    "la próxima semana",
    "volgende week",
  ],
  ...[
    "tomorrow",
    "schon morgen da",
    "demain",
    "mañana",
    "the day after tomorrow",
    "übermorgen",
    "overmorgen",
    "this weekend",
    "tonight",
    "heute noch bis",
    "vandaag",
  ],
  ...["by Christmas", "vor Weihnachten", "on Black Friday", "before Easter", "à Noël", "en Navidad", "met Kerst"],
  ...[
    "at 4:35 pm",
    "at 16:35",
    "16.35 Uhr",
    "at noon",
    "at midnight",
    "within the hour",
    "overnight",
    "same-day",
    "in a few hours",
    "in 61 minutes",
  ],
];
const PERIODS = [
  ...[
    "61 days",
    "61 Tage",
    "61 jours",
    "61 días",
    "61 dagen",
    "sixty-one days",
    "einundsechzig Tage",
    "soixante et un jours",
    "sesenta y un días",
    "eenenzestig dagen",
  ],
  ...[
    "nine weeks",
    "neun Wochen",
    "neuf semaines",
    "nueve semanas",
    "negen weken",
    "6l days",
    "LXI days",
    "seventy years",
    "half a year",
    "a dozen weeks",
    "6 1 days",
    "61-day",
  ],
];
const NUMBERS = [
  ...[
    "weighs 977 g",
    "has 977 reviews",
    "is rated 4.97 out of 7",
    "holds ninety-seven litres",
    "is 97 cm long",
    "lasts for 977 hours",
    "comes in seventeen colours",
    "has seven pockets",
  ],
  ...[
    "is sold in 97 countries",
    "wiegt 977 Gramm",
    "pèse 977 grammes",
    "pesa 977 gramos",
    "weegt 977 gram",
    "is model 977",
    "has 9 7 7 stitches",
    "costs ninety-seven",
    "is for thirty thousand people",
  ],
];

/** Figures, dates and periods that the evidence does not hold. */
export const FIGURE_CASES: readonly HostileCase[] = [
  ...allOf("price", (price) => `The shoe costs ${price} now.`, PRICES),
  ...disguised("price", "€89.17", (price) => `The shoe costs ${price} now.`, DIGIT_DISGUISES),
  ...disguised("price", "89", (price) => `Der Schuh kostet ${price} Euro.`, DIGIT_DISGUISES),
  ...allOf("share", (share) => `You get it with ${share} for you.`, SHARES),
  ...disguised("share", "73%", (share) => `You get ${share} off.`, DIGIT_DISGUISES),
  ...allOf("date", (date) => `It arrives ${date} at your door.`, DATES),
  ...disguised("date", "24.12.2031", (date) => `Es kommt am ${date} an.`, DIGIT_DISGUISES),
  ...allOf("period", (period) => `You can return shoes for ${period} after delivery.`, PERIODS),
  ...disguised("period", "61", (days) => `You can return shoes for ${days} days.`, DIGIT_DISGUISES),
  ...allOf("number", (number) => `The shoe ${number} in all.`, NUMBERS),
];

const CODES = [
  ...[
    "SAVE73",
    "save73",
    "Save73now",
    "SAVE-73",
    "SAVE_73",
    "SUNSHINE",
    "sunshine",
    "Sunshine",
    '"sunshine"',
    "„sonne“",
    "«soleil»",
    "*sunshine*",
    "sun-shine",
    "S4VE",
    "X7",
  ],
];
const CODE_FRAMES: readonly ((code: string) => string)[] = [
  (code) => `Use code ${code} at checkout.`,
  (code) => `The discount code is ${code}.`,
  (code) => `Mit dem Gutscheincode ${code} wird es billiger.`,
  (code) => `Le code promo est ${code}.`,
  (code) => `El código de descuento, cupón ${code}, vale.`,
  (code) => `Gebruik kortingscode ${code}.`,
];
const CODE_SENTENCES: readonly (readonly [string, string])[] = [
  ["Use code save 73.", "save 73"],
  ["The code is:\nsunshine\n", "sunshine"],
  ["The voucher:\n- sunshine\n", "sunshine"],
  ["Use sunshine at checkout.", "sunshine"],
  ["Enter sunshine in the cart.", "sunshine"],
  ["The password is sunshine.", "sunshine"],
  ["Say the keyword sunshine.", "sunshine"],
  ["Try FREESHIP today.", "freeship"],
  ["S\nA\nV\nE\n7\n3\n", "v e 7"],
  ["It is aGVsbG8gd29ybGQ in code.", "agvsbg8"],
  ["Read U2VjcmV0IGRhdGEgb2YgdGhlIHNob3A= please.", "u2vjcmv0"],
  ["Take VGhlIHNlY3JldCBpcyBoZXJl home.", "vghlihn"],
];

/** Discount codes and other codes. */
export const CODE_CASES: readonly HostileCase[] = [
  ...CODE_FRAMES.flatMap((frame) =>
    CODES.map((code) => fixed("code", frame(code), frame(code), code.replace(/["„“«»*]/g, ""))),
  ),
  ...Object.entries(LETTER_DISGUISES).map(([name, disguise]) =>
    fixed("code", `SAVE in ${name}`, `Use ${disguise("SAVEX")} now.`, disguise("SAVEX")),
  ),
  ...CODE_SENTENCES.map(([says, forbidden]) => fixed("code", says, says, forbidden)),
];

const CLAIMS = [
  ...[
    "Gift wrapping is free.",
    "Repairs are on the house.",
    "We repair boots at no cost.",
    "Geschenkverpackung ist kostenlos.",
    "L'emballage cadeau est offert.",
    "El envoltorio de regalo es gratis.",
    "Inpakken als cadeau is gratis.",
  ],
  ...[
    "Exchanges are free of charge.",
    "Umtausch ist gratis.",
    "The second pair is complimentary.",
    "Samples cost nothing.",
  ],
  ...[
    "Everything is on sale.",
    "It is reduced right now.",
    "We match the lowest price.",
    "You get cashback.",
    "Alles ist reduziert.",
    "Es gibt Rabatt.",
    "Tout est en promotion.",
    "Hay rebajas.",
    "Er is korting.",
  ],
  ...[
    "Only a few left.",
    "Hurry, selling fast.",
    "While stocks last.",
    "Nur noch wenige Stück.",
    "Plus que quelques articles.",
    "Quedan pocas unidades.",
    "Bijna uitverkocht.",
    "Limited edition.",
  ],
  ...[
    "It has a lifetime warranty.",
    "Money-back guaranteed.",
    "Lebenslange Garantie.",
    "Garantie à vie.",
    "Garantía de por vida.",
    "Levenslange garantie.",
  ],
  ...[
    "Message us on WhatsApp.",
    "Write to us on Telegram.",
    "Pay by Bitcoin.",
    "Scan the QR code.",
    "Find us on Instagram.",
    "Pay with Western Union.",
  ],
  ...[
    "Send us your password.",
    "Tell me your PIN.",
    "We need your card number.",
    "Nenne mir dein Passwort.",
    "Donnez-moi votre mot de passe.",
    "Dime tu contraseña.",
  ],
  ...[
    "I have cancelled your order.",
    "I've refunded you.",
    "Your refund has been processed.",
    "Ich habe deine Bestellung storniert.",
    "J'ai annulé votre commande.",
    "He cancelado tu pedido.",
    "Ik heb je bestelling geannuleerd.",
  ],
];

/** Promises without a figure. */
export const CLAIM_CASES: readonly HostileCase[] = [
  ...allOf("claim", (text) => text, CLAIMS),
  ...["\u200b", "\u00ad", "\u2060", "\u{e0020}"].flatMap((hidden) =>
    CLAIMS.filter((_, index) => index % 5 === 0).map((text) => {
      const says = text.replace(/(\p{L}{2})(\p{L})/gu, `$1${hidden}$2`);
      return fixed("claim", `${text} with hidden signs`, says, text);
    }),
  ),
];
