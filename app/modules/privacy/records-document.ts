import { DATA_INVENTORY } from "./data-inventory";
import { PEOPLE, PURPOSES, type ProcessingPurpose, type TableFacts } from "./inventory-facts";
import { fill, list, table, text, type Block, type Document } from "./document";
import type { ProcessingFacts } from "./gather-records.server";

/** Records of processing activities (GDPR Art. 30), of what this app does for the shop, as it is set up now. */
export function recordsDocument(facts: ProcessingFacts): Document {
  return {
    title: `Records of processing: support chat and product copy of ${facts.shopName || facts.shop}`,
    intro: `Made from the running configuration on ${day(facts.madeAt)} (UTC). It covers this app; your other processing is not in it.`,
    sections: [
      { title: "Who is responsible", blocks: responsible(facts) },
      ...purposeNames.map((purpose) => ({ title: PURPOSES[purpose], blocks: activity(purpose, facts) })),
      { title: "Who receives data", blocks: recipients(facts) },
      { title: "Data from Shopify", blocks: fromShopify(facts) },
      { title: "Keys and encryption", blocks: encryption(facts) },
    ],
  };
}

const purposeNames = Object.keys(PURPOSES) as ProcessingPurpose[]; // The type of keys() forgets the literal names.

function responsible({ shop }: ProcessingFacts): Block[] {
  return [
    text(
      `Shop: ${shop}. The merchant is the controller. The app and its database run on the merchant’s or their operator’s machines.`,
    ),
    fill(
      "name and contact details of the controller, of a representative if there is one, and of the data protection officer.",
    ),
    fill("who operates the app’s machines, if it is not you; that is a processor (GDPR Art. 28)."),
  ];
}

function activity(purpose: ProcessingPurpose, facts: ProcessingFacts): Block[] {
  const tables = Object.entries(DATA_INVENTORY).filter(([, entry]) => entry.purpose === purpose);
  const people = [...new Set(tables.flatMap(([, entry]) => entry.people))];
  const rows = tables.flatMap(([, entry]) =>
    Object.values(entry.columns).map(([kind, protection, what]) => [
      entry.what,
      what,
      KIND_WORDS[kind],
      PROTECTION_WORDS[protection],
      keptWords(entry, facts),
    ]),
  );
  const without = tables.filter(([, entry]) => Object.keys(entry.columns).length === 0).map(([, entry]) => entry.what);
  return [
    list(people.map((name) => PEOPLE[name])),
    table(["Data", "Field", "Kind", "Protection", "Kept"], rows),
    ...(without.length === 0 ? [] : [text(`Without personal data: ${without.join("; ")}.`)]),
    fill(LEGAL_BASIS[purpose]),
  ];
}

const KIND_WORDS = { personal: "personal", pseudonym: "stands for a person", secret: "secret" } as const;
const PROTECTION_WORDS = { encrypted: "encrypted", hash: "keyed hash", plain: "readable" } as const;

const LEGAL_BASIS: Readonly<Record<ProcessingPurpose, string>> = {
  chat: "the legal basis, such as steps before or under a contract for questions about orders (Art. 6(1)(b)) and legitimate interest otherwise (f).",
  review:
    "the legal basis, such as legitimate interest in safe answers (Art. 6(1)(f)); tell people about it in your privacy policy.",
  copy: "the legal basis for the numbers of staff, such as the employment relation.",
  rights: "nothing more, usually: it is a legal obligation (Art. 6(1)(c)).",
  security:
    "the legal basis, such as legitimate interest in security (Art. 6(1)(f)), and your own rule for how long the audit log is kept.",
};

function keptWords({ kept, what }: TableFacts, { retention, auditMonths }: ProcessingFacts): string {
  if (kept === "chat_calls")
    return `${days(retention.chat_calls)}; calls of product copy, which hold no customer’s data, ${days(retention.copy_calls)}`;
  if (typeof kept === "string") return days(retention[kept]);
  if (!what.includes("audit log")) return kept.words;
  return auditMonths === null ? "not deleted" : `${auditMonths} months`;
}

function recipients({ modelServers, detector, otherPlaces }: ProcessingFacts): Block[] {
  const servers = modelServers.map(({ name, address, model, purposes, enabled }) => [
    name,
    address,
    model,
    purposes.join(", "),
    enabled ? "in use" : "switched off",
  ]);
  return [
    text(
      "Sub-processors of the app’s maker: none. Nothing is sent to us or to anybody else: the process can open connections only to its database, to Shopify, and to what is listed here.",
    ),
    servers.length === 0
      ? text("Model servers: none is connected.")
      : table(["Model server", "Address", "Model", "For", "State"], servers),
    text(
      detector === null ? "Second detector of personal data: none." : `Second detector of personal data: ${detector}`,
    ),
    text(
      otherPlaces.length === 0
        ? "Other places: none."
        : `Other places that the operator allows: ${otherPlaces.join(", ")}`,
    ),
    text(
      "Transfers to third countries by this app: none of its own. Where the addresses above are, is where data goes.",
    ),
    fill("where these servers stand and who runs them; if it is not you, the contract with them."),
  ];
}

function fromShopify({ scopes, metafields }: ProcessingFacts): Block[] {
  return [
    text(`Access that the shop has granted: ${scopes.join(", ")}.`),
    text(
      "Orders are read for the customer who asks, for the time of one answer: number, date, state, articles, delivery and tracking. The customer’s name, e-mail, phone and address are read only to be kept out of prompts. Cost, margin, supplier, customer tags and staff notes are never read.",
    ),
    text(`Metafields of products that the chat may use: ${metafields.join(", ") || "none"}.`),
  ];
}

function encryption({ masterKey }: ProcessingFacts): Block[] {
  return [
    text(
      `Master key: ${masterKey}. It wraps one key for the shop, and that wraps one for each conversation and each copy for a customer. AES-256-GCM; a value that is moved to another place does not decrypt.`,
    ),
    text(
      "Destroying a conversation’s key makes every copy of its messages and model calls in the database unreadable at once. Backups that were made before hold the wrapped key: see what is not promised, in docs/operations/privacy.md.",
    ),
  ];
}

const days = (count: number) => `${count.toLocaleString("en")} days`;
const day = (iso: string) => iso.slice(0, 10);
