import { fill, list, table, text, type Document } from "./document";
import type { ProcessingFacts } from "./gather-records.server";

/** Draft of a data protection impact assessment (GDPR Art. 35(7)), filled as far as the app knows. */
export function dpiaDocument(facts: ProcessingFacts): Document {
  const servers = facts.modelServers.filter(({ enabled }) => enabled);
  return {
    title: `Impact assessment (draft): support chat of ${facts.shopName || facts.shop}`,
    intro: `A draft made from the running configuration on ${facts.madeAt.slice(0, 10)}. It is not finished: what only you can know is marked, and the judgement is yours and your data protection officer’s.`,
    sections: [
      {
        title: "1. Whether an assessment is needed",
        blocks: [
          text(
            "A language model answers people’s questions, and may look up their orders for it. New technology, and the number of people, can make an assessment necessary (Art. 35(1), (3)). Nothing is decided about a person by the model alone (Art. 22): it can neither give nor refuse anything; it words what the shop’s own data says.",
          ),
          fill(
            "how many people chat in a month, whether children are among them, and your supervisory authority’s list of cases.",
          ),
        ],
      },
      {
        title: "2. What is done, and why (Art. 35(7)(a))",
        blocks: [
          text(
            `Data goes from the chat to the app, and from there, without the personal details that were found, to ${servers.length === 0 ? "a model server (none is connected now)" : servers.map(({ name, address }) => `${name} (${address})`).join(", ")}. The answer is checked against the shop’s own facts before it is shown. The records of processing, beside this document, list each field.`,
          ),
          fill("your interest in it, in your own words."),
        ],
      },
      {
        title: "3. Whether it is necessary and in proportion (Art. 35(7)(b))",
        blocks: [
          list([
            "Only the customer who asks has their orders read, for one answer; no query names cost, margin, tags or staff notes.",
            `Conversations are kept ${facts.retention.conversations} days, calls of the chat ${facts.retention.chat_calls} days, then deleted with their keys.`,
            "People are told that an AI answers, and can ask for a person.",
            "Access, copy and erasure: from Shopify’s customer page or from the Privacy page, each with a proof. Who has no account deletes a chat in the chat itself, or asks staff, who find it by what was said.",
          ]),
          fill(
            "the legal basis of each purpose, your privacy policy’s text about the chat, and what customers or staff said when you asked them (Art. 35(9)).",
          ),
        ],
      },
      {
        title: "4. Risks for people (Art. 35(7)(c)) and what is done (d)",
        blocks: [
          table(["Risk", "What is done", "What remains"], RISKS),
          fill("for each risk: how likely and how bad you judge it, before and after, and further risks of your own."),
        ],
      },
      {
        title: "5. Decision",
        blocks: [
          fill(
            "advice of the data protection officer, decision, date, and when it is looked at again. If a high risk remains, ask your supervisory authority first (Art. 36).",
          ),
        ],
      },
    ],
  };
}

const RISKS = [
  [
    "The model server sees personal data",
    "Known details of the customer and what detectors find are replaced; the server is yours; the exact text that was sent is in the log.",
    "Names in free text are found least reliably. What a server logs is up to whoever runs it.",
  ],
  [
    "Somebody sees another person’s order",
    "Whose data is read comes from Shopify’s signature; the database keeps shops apart; “not yours” and “not there” read the same.",
    "Somebody who is logged in with another person’s account.",
  ],
  [
    "A wrong answer does harm",
    "Prices, dates, stock, codes and links that are not in the shop’s data are not said; cut or withheld answers say so.",
    "A wrong text in the shop is repeated.",
  ],
  [
    "Staff look without need",
    "Roles; a look at a record is an audit event with the member of staff’s number, and personal details are shown only for a reason that is kept.",
    "Whoever has the role can look.",
  ],
  [
    "Data is kept too long",
    "Days for each class, a nightly run, and its result on the page.",
    "Backups end when you let them end.",
  ],
  [
    "The database or a backup is stolen",
    "Texts are encrypted; the master key is somewhere else.",
    "Whoever has both can read everything.",
  ],
] as const;
