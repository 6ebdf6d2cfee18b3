import { plain } from "./words";

/** What the shopper wants, by plain rules: no model decides who sees an order or reaches a person. */
export type Intent =
  | { readonly kind: "order_status"; /** "#1002" when one order is named. */ readonly orderName: string | null }
  | { readonly kind: "human" }
  | { readonly kind: "greeting" }
  | { readonly kind: "thanks" }
  | { readonly kind: "identity" }
  | { readonly kind: "question" };

const ORDER_NAME =
  /#\s?(\d{3,})\b|\b(?:order|bestellung|auftrag|commande|pedido|bestelling)(?: (?:number|no\.?|nr\.?|nummer|numero))?:? ?#?(\d{3,})\b/;

const THING = {
  en: "(?:orders?|packages?|parcels?|delivery|shipment|stuff|shoes?|things?)",
  de: "(?:bestellung(?:en)?|paket|lieferung|sendung|ware|schuhe)",
  fr: "(?:commandes?|colis|livraison)",
  es: "(?:pedidos?|paquete|envio)",
  nl: "(?:bestelling(?:en)?|pakket(?:je)?|levering)",
};

const ORDER_STATUS = [
  `\\bwhere(?:'?s|’s)? (?:is |are )?(?:my|the) ${THING.en}`,
  `\\b(?:track|trace|follow) (?:my |an? |the )?${THING.en}|\\btracking (?:number|link|info)`,
  `\\b(?:status|progress) of (?:my|the|an) ${THING.en}|\\b(?:my )?order status\\b|^my orders?\\W*$`,
  `\\bhas (?:my|the) ${THING.en} (?:been )?(?:ship|sent|dispatch|left|arriv)`,
  `\\bwhen (?:will|does|do|is|are) (?:my|the) ${THING.en}\\b|\\bwhen will (?:my|the) [^?]{0,30}\\b(?:arrive|come|be delivered)|\\bmy ${THING.en} (?:has|have|is|did)(?: ?n[o']t| not)? (?:arrived?|come|here|late)`,
  `\\bwo (?:ist|bleibt|bleiben|sind) (?:meine?|die|das) ${THING.de}|\\bbestellstatus\\b|\\bsendungs(?:status|verfolgung|nummer)`,
  `\\bstatus (?:meiner|der) ${THING.de}|\\bwann (?:kommt|kommen|wird|werden) (?:meine?|die|das) ${THING.de}|^meine bestellung(?:en)?\\W*$`,
  `\\bou (?:est|sont|en est) (?:ma|mon|mes) ${THING.fr}|\\bsuiv(?:i|re) (?:de )?(?:ma|mon|mes)? ?${THING.fr}|\\bstatut de (?:ma|mon) ${THING.fr}|\\bquand (?:arrive|vais-je recevoir) (?:ma|mon) ${THING.fr}`,
  `\\bdonde esta(?:n)? (?:mi|mis) ${THING.es}|\\bestado de (?:mi|mis) ${THING.es}|\\b(?:rastrear|seguir|seguimiento)\\b|\\bcuando (?:llega|llegara) (?:mi|el) ${THING.es}`,
  `\\bwaar (?:is|blijft|zijn) (?:mijn|de|het) ${THING.nl}|\\bbestelstatus\\b|\\bstatus van (?:mijn|de) ${THING.nl}|\\bwanneer (?:komt|wordt) (?:mijn|de) ${THING.nl}|\\btrack ?(?:and|&|en) ?trace`,
].map((source) => new RegExp(source));

const PERSON = {
  en: "(?:human|person|people|someone|somebody|agent|operator|staff|employee|representative|your team|the team|customer (?:service|support|care)|support|a real)",
  de: "(?:mensch(?:en)?|person|jemande?[mn]?|mitarbeiter(?:in)?|berater(?:in)?|kundenservice|kundendienst|support|team)",
  fr: "(?:humain|personne|quelqu['’]?un|conseill(?:er|ere)|agent|service client)",
  es: "(?:humano|persona|alguien|agente|asesor|empleado|atencion al cliente)",
  nl: "(?:mens|persoon|iemand|medewerker|klantenservice)",
};

const HUMAN = [
  `\\b(?:talk|speak|chat|connect(?: me)?|write|transfer me|put me through|get me|reach|contact)\\b[^.?!]{0,20}\\b${PERSON.en}`,
  `\\b(?:real|actual|live) (?:human|person|agent)|^(?:a )?(?:human|person|agent|operator)(?: please)?\\W*$|\\bneed (?:a |an )?(?:human|agent|real person)`,
  `\\b${PERSON.de}\\b[^.?!]{0,30}\\b(?:sprechen|reden|schreiben|chatten|kontaktieren|verbinden)|\\b(?:echte[nrm]?|richtige[nrm]?) (?:mensch|person|mitarbeiter)|^(?:ein(?:en?)? )?(?:mensch|mitarbeiter)(?:en)?(?: bitte)?\\W*$`,
  `\\bparler\\b[^.?!]{0,15}\\b${PERSON.fr}|\\bvrai(?:e)? (?:personne|humain)|^(?:un )?(?:humain|conseiller)\\W*`,
  `\\bhablar con\\b[^.?!]{0,10}\\b${PERSON.es}|^(?:un )?(?:humano|agente)\\W*$`,
  `\\b${PERSON.nl}\\b[^.?!]{0,20}\\b(?:spreken|praten|chatten)|\\b(?:spreken|praten) met\\b[^.?!]{0,10}\\b${PERSON.nl}|^(?:een )?(?:mens|medewerker)\\W*$`,
].map((source) => new RegExp(source));

const ARTIFICIAL_OR_NOT =
  "(?:a |an |ein(?:e|en|em)? |une? |una? |een )?(?:real |actual |live |echte[nrms]? |vrai |de verdad )?(?:robots?|bot|ai|ki|human(?:o|a)?|person|machine|computer|chatbot|real|mensch(?:en)?|maschine|humain|machine|ia|maquina|persona|mens|computerprogramma)";
const IDENTITY = [
  `^(?:so )?(?:are you|am i (?:talking|speaking|chatting) (?:to|with)|is this) ${ARTIFICIAL_OR_NOT}\\b`,
  `^(?:bist du|sind sie|spreche ich mit|rede ich mit|schreibe ich mit) ${ARTIFICIAL_OR_NOT}\\b`,
  `^(?:es[- ]tu|etes[- ]vous|(?:eres|es usted|hablo con)|(?:ben je|bent u|praat ik met|spreek ik met)) ${ARTIFICIAL_OR_NOT}\\b`,
  `^(?:who|what) are you\\W*$|^(?:wer|was) (?:bist du|sind sie)\\W*$|^qui (?:es[- ]tu|etes[- ]vous)\\W*$|^quien eres\\W*$|^wie ben je\\W*$`,
].map((source) => new RegExp(source));

/** An order is named, but the question is about a rule of the shop. */
const ABOUT_RULES =
  /\breturn|\brefund|\bcancel|\bexchange|\bruckgabe|\bzuruckgeben|\bstornier|\bumtausch|\bretour|\brembours|\bannul|\bdevol|\bcancelar/;

/** "Where are the shoes made?" */
const ABOUT_ORIGIN =
  /\b(?:made|manufactured|produced|sewn|designed|hergestellt|gefertigt|gemacht|produziert|genaht|fabriquee?s?|produite?s?|fabricad[oa]s?|hech[oa]s?|gemaakt|geproduceerd|vervaardigd)\b/;

const GREETING =
  /^(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen|abend)|moin|servus|gruss gott|bonjour|bonsoir|salut|hola|buen(?:os|as) (?:dias|tardes|noches)|goedemorgen|goedemiddag|goedendag|hoi)(?: (?:there|zusammen|all|team))?[\s!.,👋]*$/u;
const THANKS =
  /^(?:ok(?:ay)?,? |great,? |super,? )?(?:thanks?(?: you| a lot| so much)*|thx|cheers|danke(?: schon| sehr)?|vielen dank|merci(?: beaucoup)?|(?:muchas )?gracias|bedankt|dank (?:je|u)(?: wel)?)\b[^?]{0,25}$/;

/** Routes a message by its words (en, de, fr, es, nl). Everything that is none of the known wishes is a question. */
export function routeIntent(message: string): Intent {
  const text = plain(message).replace(/\s+/g, " ").trim();
  if (GREETING.test(text)) return { kind: "greeting" };
  if (THANKS.test(text)) return { kind: "thanks" };
  if (IDENTITY.some((pattern) => pattern.test(text))) return { kind: "identity" };
  if (HUMAN.some((pattern) => pattern.test(text))) return { kind: "human" };
  const orderName = findOrderName(text);
  const isAboutProduct = orderName === null && ABOUT_ORIGIN.test(text);
  if (!isAboutProduct && ORDER_STATUS.some((pattern) => pattern.test(text))) return { kind: "order_status", orderName };
  if (orderName && !ABOUT_RULES.test(text)) return { kind: "order_status", orderName };
  return { kind: "question" };
}

/** The order that a message names, as "#1002"; null when it names none. */
export function findOrderName(message: string): string | null {
  const match = ORDER_NAME.exec(plain(message));
  const digits = match?.[1] ?? match?.[2];
  return digits ? `#${digits}` : null;
}
