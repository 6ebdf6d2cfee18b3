const set = (words: string) => new Set(words.split(" "));

/** Small words that tell a language; those that two languages share are in neither. Folded. */
const GERMAN = set(
  "ich ist nicht und der das ein eine einen mein meine meinen fur mit auf bei wie kann bitte habe wurde haben wir sie ihre ihr ihren noch auch wann wo warum zu zum zur aus vom dem den sind wird werden moglich gibt mir mich uns es heisse oder die im seit schon kein keine nach hallo danke",
);
const FRENCH = set(
  "je est pas et le les un une mon ma mes pour avec sur comment puis peux vous nous votre vos ete suis ai avez dans qui que quand ou du des au aux ce cette bonjour merci moi il elle sont",
);
const SPANISH = set(
  "yo es no y el los las un una mi mis para con como puedo usted su sus pero por favor quiero tengo esta este cuando donde del al hola gracias que ha he soy ella son mas muy",
);
const DUTCH = set(
  "ik niet en het een mijn voor met op hoe kan graag heb wil jullie uw wij ook nog wanneer waar waarom van bij aan naar zijn wordt werd dat deze dit maar alstublieft bedankt",
);
const ITALIAN = set(
  "io non il gli uno una per con come posso vorrei grazie ciao quando dove della del nel sono che di questo",
);
const ENGLISH = set(
  "the is are was and a my i to of for with you your it this that have has can when where how please not be will would she they we from who at by said had his her him given asked lives do does did call called here there just got get want wants need order ship send sent return address",
);
const FOREIGN = [GERMAN, FRENCH, SPANISH, DUTCH, ITALIAN];

export type TextLanguage = "en" | "de" | "other" | "unknown";

/** Which language's small words a text has most of; "unknown" when it has none. */
export function guessLanguage(words: readonly string[]): TextLanguage {
  const count = (list: ReadonlySet<string>) => words.reduce((sum, word) => sum + (list.has(word) ? 1 : 0), 0);
  const [english, german, ...others] = [ENGLISH, ...FOREIGN].map(count);
  const foreign = Math.max(german ?? 0, ...others);
  if ((english ?? 0) >= foreign) return (english ?? 0) > 0 ? "en" : "unknown";
  return german === foreign ? "de" : "other";
}

/** Words of shoppers in several languages that name lists hold as well, or that begin sentences there. Folded. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  [
    ...FOREIGN.flatMap((list) => [...list]),
    "mr mrs ms mx mister dr prof herr herrn frau fraulein monsieur madame mademoiselle mme mlle sr sra srta don dona meneer mevrouw mevr dhr signor signora",
    "hello hi hey dear thanks thank regards best kind cheers sincerely yours there team all everyone support sir madam miss mister customer service admin please yes no ok okay order return refund help",
    "hallo guten tag morgen abend moin servus liebe lieber grusse gruss danke vielen dank herr frau damen herren team kundenservice bestellung lieferung rechnung paket ware artikel grosse farbe geld konto adresse nummer mail retoure gutschein versand lager laden kleid hose schuhe jacke hemd rock mantel tasche nein ja heute gestern was wer welche welcher dann wenn dass diese dieser alle",
    "nur solange alles sehr oder aber lander lande jahr jahre woche stunde hande fusse leder seide wolle baumwolle leinen stahl holz glas kleber flor becher tasse teller rippe stoff futter sohle naht knopf kragen armel olen waschen stein feder decke kissen kerze korb boden dach seite teil stuck paar satz menge preis rabatt farben grossen",
    "matte tea gale free",
    "kunde kundin kunden stammkunde neukunde stammkundin platz lampe",
    "bonsoir salut cher chere cordialement madame monsieur mademoiselle commande livraison facture colis taille couleur adresse numero remboursement retour oui non quel quelle aujourd'hui hier article produit magasin client robe veste chaussures pantalon",
    "buenos buenas dias tardes noches estimado estimada saludos atentamente senor senora senorita pedido envio factura paquete talla color direccion numero reembolso devolucion si cual hoy ayer articulo producto tienda cliente vestido zapatos pantalon camisa",
    "goedemorgen goedemiddag goedenavond dag beste geachte groet groeten vriendelijke mevrouw meneer heer bestelling levering factuur pakket maat kleur adres nummer terug ja nee welke vandaag gisteren artikel product winkel klant jurk broek schoenen jas zou kunt mag moet",
    "buongiorno buonasera salve gentile cordiali saluti signor signora ordine consegna fattura pacco taglia colore indirizzo rimborso reso oggi ieri",
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar marz mai juni juli oktober dezember lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril juin juillet aout decembre lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart mei augustus",
    "gold silver platinum premium pro basic standard freemium black white red blue green grey gray brown pink purple orange yellow navy beige coral amber rose olive ruby hazel ivory scarlet",
    "deutsche post visa mastercard klarna paypal carte bleue ideal bizum sepa iban bic swift dhl ups fedex usps dpd gls hermes",
    "i'm i've i'd i'll it's that's sig dott",
    "god jesus christ allah lord queen princess santa christmas easter halloween sinterklaas nikolaus weihnachtsmann weihnachten ostern navidad kerst pasen",
  ].flatMap((words) => words.split(" ")),
);
