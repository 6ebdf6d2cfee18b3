/** What the chat itself says to shoppers, in the languages that we write; others read English. */
export type Language = "en" | "de";

export type ChatTexts = {
  readonly greeting: (shopName: string) => string;
  readonly suggestions: readonly string[];
  readonly hello: string;
  readonly welcome: string;
  readonly searching: string;
  readonly lookingAtProducts: string;
  readonly readingOrders: string;
  readonly unknown: string;
  readonly contactAt: (contact: string) => string;
  readonly thisFits: string;
  readonly theseFit: string;
  readonly theseComeClosest: string;
  readonly identity: string;
  readonly waiting: string;
  readonly alreadyWithPerson: string;
  /** `wait`: how long, in words. */
  readonly overBudget: (wait: string) => string;
  readonly logInForOrders: string;
  readonly orderNotFound: (name: string) => string;
  readonly noOrders: string;
  readonly moreOrders: (count: number) => string;
  readonly ordersUnavailable: string;
  readonly failed: string;
  readonly stillAnswering: string;
  readonly tooMany: string;
  readonly order: {
    readonly received: (name: string, date: string) => string;
    readonly packed: (name: string, date: string) => string;
    readonly on_its_way: (name: string, date: string) => string;
    readonly delivered: (name: string, date: string) => string;
    readonly cancelled: (name: string, date: string) => string;
    readonly withCarrier: (company: string, number: string) => string;
    readonly expected: (date: string) => string;
    readonly arrived: (date: string) => string;
    readonly refunded: string;
  };
};

const EN: ChatTexts = {
  greeting: (shopName) =>
    `Hello, I am the AI assistant of ${shopName || "this shop"}. I answer from the shop's own pages and show you where each answer comes from. You can ask for a person at any time.`,
  suggestions: ["How long can I return an order?", "What does shipping cost?", "Where is my order?"],
  hello: "Hello. What would you like to know about our products, shipping, returns or your order?",
  welcome: "You are welcome. Is there anything else you would like to know?",
  searching: "Looking through the shop's pages",
  lookingAtProducts: "Looking at products",
  readingOrders: "Looking up your orders",
  unknown:
    "I could not find that in this shop's pages, so I would rather not guess. I can pass this conversation on to a person: just ask for one.",
  contactAt: (contact) => `You can also reach the shop at ${contact}.`,
  thisFits: "This fits:",
  theseFit: "These fit:",
  theseComeClosest: "I found nothing that is all of that. These come closest:",
  identity:
    "I am an AI assistant, not a person. I answer from the shop's own pages and show where each answer comes from. If you would rather talk to a person, just ask for one.",
  waiting:
    "I have marked this conversation for the shop's team. I cannot promise how soon somebody will read it, and you can go on asking me in the meantime.",
  overBudget: (wait) =>
    `That was a lot for me, and I cannot answer more right now. I have marked this conversation for the shop's team, so that a person can go on with your question. You can also ask me again in ${wait}.`,
  alreadyWithPerson: "A person from the shop has taken over this conversation and will see your message.",
  logInForOrders:
    "I can only look up orders for the customer they belong to. Please log in to your account, then ask me again.",
  orderNotFound: (name) =>
    `I cannot find an order ${name} in your account. Please check the number in your confirmation e-mail, and that you are logged in with the account you ordered with.`,
  noOrders: "There are no orders in your account yet.",
  moreOrders: (count) =>
    count === 1 ? "One earlier order is shown below." : `${count} earlier orders are shown below.`,
  ordersUnavailable:
    "I cannot reach the order system right now. Please try again in a minute, or look at your account page.",
  failed: "Something went wrong on our side and I could not answer. Your message is saved; please try again.",
  stillAnswering: "Your message is still being answered. Please wait a moment.",
  tooMany: "That was a lot of messages in a short time. Please wait a minute before the next one.",
  order: {
    received: (name, date) => `We received your order ${name} on ${date}. It has not been packed yet.`,
    packed: (name, date) => `Your order ${name} of ${date} is packed and waits for the carrier.`,
    on_its_way: (name, date) => `Your order ${name} of ${date} is on its way.`,
    delivered: (name, date) => `Your order ${name} of ${date} was delivered.`,
    cancelled: (name, date) => `Your order ${name} of ${date} was cancelled.`,
    withCarrier: (company, number) => `${company || "The carrier"} carries it${number ? ` under ${number}` : ""}.`,
    expected: (date) => `It is expected on ${date}.`,
    arrived: (date) => `It arrived on ${date}.`,
    refunded: "The payment was refunded.",
  },
};

const DE: ChatTexts = {
  greeting: (shopName) =>
    `Hallo, ich bin der KI-Assistent von ${shopName || "diesem Shop"}. Ich antworte aus den Seiten des Shops und zeige, woher jede Antwort kommt. Sie können jederzeit nach einem Menschen fragen.`,
  suggestions: [
    "Wie lange kann ich eine Bestellung zurückgeben?",
    "Was kostet der Versand?",
    "Wo ist meine Bestellung?",
  ],
  hello: "Hallo. Was möchten Sie über unsere Produkte, Versand, Rückgabe oder Ihre Bestellung wissen?",
  welcome: "Gern geschehen. Möchten Sie noch etwas wissen?",
  searching: "Ich sehe in den Seiten des Shops nach",
  lookingAtProducts: "Ich sehe mir Produkte an",
  readingOrders: "Ich sehe nach Ihren Bestellungen",
  unknown:
    "Dazu habe ich in den Seiten dieses Shops nichts gefunden und möchte nicht raten. Ich kann das Gespräch an einen Menschen weitergeben: Fragen Sie einfach danach.",
  contactAt: (contact) => `Sie erreichen den Shop auch unter ${contact}.`,
  thisFits: "Das passt:",
  theseFit: "Das passt:",
  theseComeClosest: "Etwas, das ganz passt, habe ich nicht gefunden. Am nächsten kommt:",
  identity:
    "Ich bin ein KI-Assistent, kein Mensch. Ich antworte aus den Seiten des Shops und zeige, woher jede Antwort kommt. Wenn Sie lieber mit einem Menschen sprechen, fragen Sie einfach danach.",
  waiting:
    "Ich habe dieses Gespräch für das Team des Shops vorgemerkt. Wie bald es jemand liest, kann ich nicht versprechen; bis dahin können Sie mich weiter fragen.",
  overBudget: (wait) =>
    `Das war viel für mich, und ich kann gerade nicht weiter antworten. Ich habe dieses Gespräch für das Team des Shops vorgemerkt, damit ein Mensch Ihre Frage übernehmen kann. Sie können mich auch in ${wait} noch einmal fragen.`,
  alreadyWithPerson: "Jemand aus dem Shop hat dieses Gespräch übernommen und sieht Ihre Nachricht.",
  logInForOrders:
    "Bestellungen kann ich nur für die Person nachsehen, der sie gehören. Bitte melden Sie sich in Ihrem Konto an und fragen Sie dann noch einmal.",
  orderNotFound: (name) =>
    `Eine Bestellung ${name} finde ich in Ihrem Konto nicht. Bitte prüfen Sie die Nummer in der Bestätigungs-E-Mail und ob Sie mit dem Konto angemeldet sind, mit dem Sie bestellt haben.`,
  noOrders: "In Ihrem Konto gibt es noch keine Bestellungen.",
  moreOrders: (count) =>
    count === 1 ? "Eine frühere Bestellung steht darunter." : `${count} frühere Bestellungen stehen darunter.`,
  ordersUnavailable:
    "Ich erreiche die Bestelldaten gerade nicht. Bitte versuchen Sie es in einer Minute noch einmal oder sehen Sie in Ihrem Konto nach.",
  failed:
    "Bei uns ist etwas schiefgegangen, und ich konnte nicht antworten. Ihre Nachricht ist gespeichert; bitte versuchen Sie es noch einmal.",
  stillAnswering: "Ihre Nachricht wird gerade noch beantwortet. Bitte warten Sie einen Moment.",
  tooMany: "Das waren viele Nachrichten in kurzer Zeit. Bitte warten Sie eine Minute bis zur nächsten.",
  order: {
    received: (name, date) => `Ihre Bestellung ${name} ist am ${date} eingegangen. Sie ist noch nicht gepackt.`,
    packed: (name, date) => `Ihre Bestellung ${name} vom ${date} ist gepackt und wartet auf den Paketdienst.`,
    on_its_way: (name, date) => `Ihre Bestellung ${name} vom ${date} ist unterwegs.`,
    delivered: (name, date) => `Ihre Bestellung ${name} vom ${date} wurde zugestellt.`,
    cancelled: (name, date) => `Ihre Bestellung ${name} vom ${date} wurde storniert.`,
    withCarrier: (company, number) =>
      `${company || "Der Paketdienst"} bringt sie${number ? ` unter der Nummer ${number}` : ""}.`,
    expected: (date) => `Sie wird am ${date} erwartet.`,
    arrived: (date) => `Sie kam am ${date} an.`,
    refunded: "Die Zahlung wurde erstattet.",
  },
};

/** The language that we write for a locale such as "de-AT"; English for those we do not. */
export function languageOf(locale: string): Language {
  return /^de\b/i.test(locale) ? "de" : "en";
}

/** The chat's own texts for a locale. */
export function textsFor(locale: string): ChatTexts {
  return languageOf(locale) === "de" ? DE : EN;
}
