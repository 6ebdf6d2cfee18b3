import { HOW_LONG_PHRASES } from "./how-long";

export type Phrase = {
  readonly text: string;
  /** The one word that says the same: "money back" asks for the refund, which is not all that returns are about. Null: there is none. */
  readonly word: string | null;
};

/** Words and phrases that mean the same to a shopper, in five languages, folded. */
export type Concept = {
  readonly name: string;
  /** "*" at the end: any ending. */
  readonly words: readonly string[];
  readonly phrases: readonly Phrase[];
};

const concept = (name: string, words: string, phrases: readonly (string | Phrase)[] = []): Concept => ({
  name,
  words: words.split(" "),
  phrases: phrases.map((phrase) => (typeof phrase === "string" ? { text: phrase, word: null } : phrase)),
});

const saying = (word: string, ...texts: readonly string[]) => texts.map((text): Phrase => ({ text, word }));

export const CONCEPTS: readonly Concept[] = [
  concept(
    "returns",
    "return* refund* exchange* umtausch* ruckgabe* rucksend* retour* zuruckgeb* zurucksend* zuruckschick* erstatt* widerruf* rembours* renvoy* devol* devuel* reembols* terugstur* terugbetal* ruilen",
    [
      ...saying("return", "send back", "sending back"),
      ...saying("refund", "money back"),
      ...saying("return", "give back"),
      "zuruck schicken",
      ...saying("erstattung", "geld zuruck"),
      "schicke zuruck",
      "schick zuruck",
      "schicken zuruck",
      "sende zuruck",
      "senden zuruck",
      "gebe zuruck",
      "geben zuruck",
      "stuur terug",
      "geef terug",
    ],
  ),
  concept(
    "shipping",
    "ship* deliver* dispatch* postage versand* versend* verschick* liefer* zustell* livraison* livrer* livrez expedier* expediez envio* envia* entreg* verzend* bezorg* levering* levertijd*",
    ["send to"],
  ),
  // Before the cost: "how much time" is no amount of money.
  concept("duration", "days weeks months tage tagen wochen monate jours semaines dias dagen weken dauer dauert frist", [
    ...HOW_LONG_PHRASES,
    "how fast",
    "how soon",
    "wie schnell",
    "wann kommt",
  ]),
  concept(
    "cost",
    "cost* price* fee fees charge* expensive kost* preis* gebuhr* teuer prix cout* tarif* precio* cuesta* cuestan prijs*",
    ["how much", "wie viel"],
  ),
  concept("eu", "eu ue", ["european union", "europaische union", "union europeenne", "union europea", "europese unie"]),
  concept("free", "free gratis kostenlos* kostenfrei* versandkostenfrei* gratuit*"),
  concept("warranty", "warrant* guarantee* garanti* gewahrleist*"),
  concept(
    "waterproof",
    "waterproof* watertight rainproof wasserdicht* wasserfest* wasserabweis* wassersaule* impermeab* etanche* waterdicht* regendicht* membran*",
    ["water resistant", "water resistance", "water repellent", "rain proof", "keep out water"],
  ),
  concept(
    "payment",
    "pay* paid paypal klarna invoice* instalment* installment* bezahl* zahl* zahlung* rechnung* ratenzahlung* kreditkarte* paiement* facture* pago* pagar tarjeta* betaal* betal* factuur*",
    ["credit card"],
  ),
  concept(
    "contact",
    "contact* email phone* telephone* hotline kontakt* erreich* telefon* kundenservice* kundendienst* ansprechpartner* contacto* klantenservice* bereik*",
    ["e mail", "customer service", "customer support", "talk to", "reach you"],
  ),
  concept("privacy", "privacy gdpr datenschutz* dsgvo daten rgpd confidential* privacidad* persoonsgegevens", [
    "personal data",
    "personal information",
  ]),
  concept("size", "size* sizing fit fits grosse* grossen* passform* taille* talla* maat maten pointure*", [
    "runs small",
  ]),
  concept(
    "care",
    "wash* clean* care pflege* wasch* reinig* lavage* laver entretien* lavar* cuidad* wassen onderhoud*",
    ["look after"],
  ),
  concept("material", "material* fabric* stoff* gewebe matiere* tissu* materiaal*", ["made of", "made from"]),
  concept(
    "origin",
    "origin* made manufactured produced herkunft* hergestellt gefertigt produziert fabrique* fabricado* fabricada* provenance herkomst vervaardigd geproduceerd gemaakt",
    ["made in"],
  ),
  concept(
    "stock",
    "availab* stock restock* verfugbar* lieferbar* vorratig* lager ausverkauft* disponib* voorraad uitverkocht*",
    ["in stock", "sold out"],
  ),
  concept("voucher", "voucher* gutschein* geschenkkarte* geschenkgutschein* cadeaubon*", ["gift card", "gift cards"]),
  concept("discount", "discount* coupon* promo* rabatt* remise* descuento* korting*", [
    "percent off",
    "money off",
    "code promo",
  ]),
  concept(
    "damage",
    "damag* defect* broken faulty wrong beschadigt* defekt* kaputt* falsch endommag* danad* beschadig* kapot*",
  ),
  concept("repair", "repair* mend* fix reparatur* reparier* repar* herstel*"),
  concept("customs", "customs duty duties import imports imported zoll* einfuhr* douane* aduana* invoer*"),
  concept("tracking", "track tracking tracked sendungsverfolgung* sendungsnummer* suivi* seguimiento* volgen", [
    "where is my",
  ]),
  concept("colour", "colour* color* farbe* farbig couleur* kleur*"),
  concept("weight", "weigh* heavy gewicht* schwer wiegt poids peso pesa zwaar"),
  concept("dimensions", "dimension* measurement* width height abmessung* breite hohe abmetingen", [
    "how big",
    "how tall",
    "how wide",
    "wie gross",
  ]),
  concept("vegan", "vegan* vegetari*", ["animal free", "without leather", "ohne leder"]),
  concept(
    "sustainability",
    "sustainab* recycled eco organic environment* nachhaltig* umwelt* recycelt* ecolog* sostenib* duurzam*",
  ),
];

/** What shops write into policies and pages rather than onto products. */
export const POLICY_CONCEPTS: ReadonlySet<string> = new Set([
  "returns",
  "shipping",
  "warranty",
  "payment",
  "contact",
  "privacy",
  "damage",
  "repair",
  "customs",
  "tracking",
  "voucher",
  "discount",
]);

/** Every single word of a concept, without its open end. */
export const conceptWords = () => CONCEPTS.flatMap(({ words }) => words.map((word) => word.replace("*", "")));
