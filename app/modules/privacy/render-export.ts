import { escapeHtml } from "~/lib/escape-html";
import { ExportedConversation } from "./exported-conversation";
import { PAGE_END, pageStart } from "./html-page";

/** What the copy says of itself. Times are ISO 8601. */
export type ExportFacts = {
  readonly shop: string;
  readonly request: string;
  readonly shopifyRequest: string | null;
  readonly receivedAt: string;
  readonly preparedAt: string;
};

export const EXPORT_FORMATS = ["html", "json"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What a reader should know before they look for it in vain. */
export const NOT_INCLUDED = [
  "Chats while not logged in: they carry neither name nor customer number, so nobody can tell whose they were.",
  "Orders, addresses and contact details: this app reads them in Shopify when they are needed and keeps no copy. The shop gives them out from Shopify.",
  "Entries of the audit log: they hold the numbers of conversations and calls, times and checksums, nothing of what was said.",
] as const;

/** The whole copy, piece by piece, so that nothing has to be held in memory. */
export async function* renderExport(
  format: ExportFormat,
  facts: ExportFacts,
  parts: AsyncIterable<string>,
): AsyncGenerator<string, void> {
  yield* format === "json" ? renderJson(facts, parts) : renderHtml(facts, parts);
}

async function* renderJson(facts: ExportFacts, parts: AsyncIterable<string>): AsyncGenerator<string, void> {
  const about = { format: "customer-data-1", ...facts, notIncluded: NOT_INCLUDED };
  yield `${JSON.stringify(about, null, 2).slice(0, -2)},\n  "conversations": [`;
  let separator = "\n";
  for await (const part of parts) {
    yield separator + part;
    separator = ",\n";
  }
  yield "\n  ]\n}\n";
}

async function* renderHtml(facts: ExportFacts, parts: AsyncIterable<string>): AsyncGenerator<string, void> {
  yield head(facts);
  let count = 0;
  for await (const part of parts) {
    count += 1;
    yield conversation(ExportedConversation.parse(JSON.parse(part)), count);
  }
  if (count === 0) yield "<p>No conversations of this customer are kept.</p>\n";
  yield `</main>\n${PAGE_END}`;
}

function head({ shop, request, shopifyRequest, receivedAt, preparedAt }: ExportFacts): string {
  const rows = [
    ["Shop", shop],
    ["Request", request],
    ...(shopifyRequest === null ? [] : [["Request number in Shopify", shopifyRequest]]),
    ["Asked", time(receivedAt)],
    ["Prepared", time(preparedAt)],
  ];
  return `${pageStart(`A customer’s data in the chat of ${shop}`, STYLE)}<main>
<h1>Your data in the chat of ${escapeHtml(shop)}</h1>
<dl>${rows.map(([name = "", value = ""]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`).join("")}</dl>
<p>Everything that the shop’s support chat keeps under your customer number: what was said, what was looked up for it, and each time that a language model was asked, exactly what it was sent and what it answered. The model runs on the shop’s own server.</p>
<h2>Not in here</h2>
<ul>${NOT_INCLUDED.map((text) => `<li>${escapeHtml(text)}</li>`).join("")}</ul>
`;
}

function conversation(data: ExportedConversation, number: number): string {
  const { id, createdAt, language, messages, placeholders, calls, staffWords } = data;
  return `<section>
<h2>Conversation ${number}, ${time(createdAt)}</h2>
<p class="facts">Number ${escapeHtml(id)} · language ${escapeHtml(language)} · ${messages.length} messages · ${calls.length} model calls</p>
${messages.map(message).join("")}
${placeholders.length === 0 ? "" : placeholderTable(placeholders)}
${calls.map(call).join("")}
${staffWords.map(staffWord).join("")}
</section>
`;
}

function staffWord({ callId, kind, text, createdAt }: ExportedConversation["staffWords"][number]): string {
  const about = `about model call ${escapeHtml(callId)}, <time>${time(createdAt)}</time>`;
  if (kind === "test_case") return `<p class="facts">Kept by staff to test the assistant with: ${about}</p>\n`;
  const words = kind === "reveal" ? "Reason of staff for looking at your details," : "Written by staff";
  return `<article class="other"><h3>${words} ${about}</h3><p class="text">${escapeHtml(text)}</p></article>\n`;
}

const AUTHORS: Readonly<Record<string, string>> = {
  shopper: "You",
  assistant: "Assistant (AI)",
  staff: "Staff",
  system: "Notice",
};

function message({
  author,
  text,
  createdAt,
  orders,
  products,
  sources,
}: ExportedConversation["messages"][number]): string {
  const extras = [
    ...orders.map(
      (order) => `Order shown: ${order.name}, placed ${order.placedOn}, ${order.step}: ${items(order.items)}`,
    ),
    ...products.map((title) => `Product shown: ${title}`),
    ...sources.map((source) => `Source shown: ${source}`),
  ];
  const list = extras.length === 0 ? "" : `<ul>${extras.map((extra) => `<li>${escapeHtml(extra)}</li>`).join("")}</ul>`;
  return `<article class="${author === "shopper" ? "own" : "other"}"><h3>${escapeHtml(AUTHORS[author] ?? author)} <time>${time(createdAt)}</time></h3><p class="text">${escapeHtml(text)}</p>${list}</article>\n`;
}

function items(list: readonly { readonly title: string; readonly quantity: number }[]): string {
  return list.map(({ title, quantity }) => `${quantity} × ${title}`).join(", ");
}

function placeholderTable(entries: ExportedConversation["placeholders"]): string {
  const rows = entries.map(
    ({ placeholder, value }) =>
      `<tr><td><code>${escapeHtml(placeholder)}</code></td><td>${escapeHtml(value)}</td></tr>`,
  );
  return `<h3>What stood for your details</h3>
<p>The model did not see these details. It saw the word on the left in their place.</p>
<table><thead><tr><th scope="col">The model saw</th><th scope="col">Instead of</th></tr></thead><tbody>${rows.join("")}</tbody></table>
`;
}

function call({
  id,
  createdAt,
  model,
  server,
  state,
  sent,
  returned,
  released,
  evidence,
}: ExportedConversation["calls"][number]): string {
  const blocks = [
    ["Sent to the model", sent],
    ["Returned by the model", returned],
    ["Shown to you", released],
    ["Sources it was given", evidence],
  ] as const;
  return `<h3>Model call, ${time(createdAt)}</h3>
<p class="facts">Number ${escapeHtml(id)} · ${escapeHtml(model || "no model")} on ${escapeHtml(server || "no server")} · ${escapeHtml(state)}</p>
${blocks.map(([title, text]) => (text === null ? "" : `<h4>${title}</h4><pre>${escapeHtml(text)}</pre>`)).join("\n")}
`;
}

/** "2026-11-25 10:30:00 UTC". */
function time(iso: string): string {
  return escapeHtml(`${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`);
}

const STYLE = `
body{font:16px/1.55 system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:0}
main{max-width:46rem;margin:0 auto;padding:2rem 1rem}
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;margin-top:2.5rem}h3{font-size:1rem;margin:1.5rem 0 .25rem}h4{font-size:.875rem;margin:.75rem 0 .25rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dt{color:#5c5c5c}dd{margin:0;overflow-wrap:anywhere}
section{border-top:1px solid #ccc}.facts,time{color:#5c5c5c;font-size:.875rem;font-weight:400}
article{border-left:3px solid #ccc;padding-left:.75rem;margin:.75rem 0}article.own{border-color:#1a1a1a}article h3{margin:0}
.text,pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:0}pre{background:#f4f4f4;padding:.75rem;font-size:.8125rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;border-bottom:1px solid #ddd;padding:.25rem .5rem}
@media print{main{max-width:none;padding:0}article,tr{break-inside:avoid}}`;
