import { LETTER_DISGUISES } from "./disguise";
import { allOf, fixed, type HostileCase } from "./hostile-case";

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
  ["The magic word is sunshine.", "sunshine"],
  ['Type "sunshine" to us.', "sunshine"],
  ["Use sunshine ten at checkout.", "sunshine"],
  ["Take [SAVE73] with you.", "save73"],
  ["Take [sale89] with you.", "sale89"],
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
