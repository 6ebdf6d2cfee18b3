import type { Product } from "~/modules/commerce/commerce-types";
import type { Evidence, ToolCall, ToolResult } from "~/modules/inference/inference-types";
import { readToolCall, type KnownToolCall } from "./chat-tools";
import { pickQuotes, type Quote, type RankedEvidence } from "./compose-from-evidence";
import type { Found } from "./merge-found";

/** Rounds in which the model may call tools; in the one after, it must answer. */
export const MAX_TOOL_ROUNDS = 4;
export const MAX_CALLS_PER_ROUND = 4;
/** Titles and texts that tools may bring in one turn, all together. */
export const MAX_EVIDENCE_CHARS = 6_000;
/** Calls that are answered with an error before the model is given up. */
const MAX_MISSTEPS = 1;

/** What a tool brought, before it has a place in the turn's evidence. */
export type ToolYield = {
  readonly evidence: readonly RankedEvidence[];
  readonly products: readonly Product[];
  readonly note: string;
};

/** A call with what is to be done about it. */
export type PlannedCall =
  { readonly call: ToolCall; readonly run: KnownToolCall } | { readonly call: ToolCall; readonly note: string };

const NOTES = {
  unknown_tool: "There is no such tool.",
  malformed: "The arguments do not fit the tool's parameters. Call it again with arguments that do.",
  repeated: "You have made this call already; its result stands above.",
  too_many: `At most ${MAX_CALLS_PER_ROUND} calls at once. This one was not made.`,
  full: "There is no room for more data. Answer from the data that you have.",
};

/** What one turn's tools have brought so far, within its limits. It is the ground that the model's sentences are judged by. */
export class ToolSession {
  readonly question: string;
  readonly rounds: ToolResult[][] = [];
  readonly products: Product[] = [];
  readonly #evidence: RankedEvidence[] = [];
  readonly #made = new Set<string>();
  readonly #queries: string[] = [];
  #quotes: readonly Quote[] = [];
  #missteps = 0;
  #isStuck = false;

  constructor(question: string) {
    this.question = question;
  }

  get evidence(): readonly RankedEvidence[] {
    return this.#evidence;
  }

  get quotes(): readonly Quote[] {
    return this.#quotes;
  }

  /** "none" when the model has had its rounds, all the room that there is, or goes in circles. */
  get choice(): "auto" | "none" {
    return this.rounds.length >= MAX_TOOL_ROUNDS || this.#isStuck || this.#room <= 0 ? "none" : "auto";
  }

  /** The model has been told once what it does wrong and does it still. */
  get isHopeless(): boolean {
    return this.#missteps > MAX_MISSTEPS;
  }

  /** Decides about each call of a round, in its order. */
  plan(calls: readonly ToolCall[]): PlannedCall[] {
    const planned = calls.map((call, index): PlannedCall => {
      const read = readToolCall(call.name, call.arguments);
      if (!read.ok) return { call, note: NOTES[read.reason] };
      if (index >= MAX_CALLS_PER_ROUND) return { call, note: NOTES.too_many };
      const key = JSON.stringify(read.call);
      if (this.#made.has(key)) return { call, note: NOTES.repeated };
      this.#made.add(key);
      if ("query" in read.call.input) this.#queries.push(read.call.input.query);
      return { call, run: read.call };
    });
    if (planned.some((item) => "note" in item && (item.note === NOTES.unknown_tool || item.note === NOTES.malformed)))
      this.#missteps += 1;
    this.#isStuck = planned.every((item) => "note" in item && item.note === NOTES.repeated);
    return planned;
  }

  /** Takes what the calls of a round brought, in the order of `planned`. */
  addRound(planned: readonly PlannedCall[], brought: readonly (ToolYield | null)[]): void {
    const results = planned.map((item, index): ToolResult => {
      const told = { name: item.call.name, arguments: item.call.written ?? {} };
      const found = brought[index];
      if ("note" in item || !found) return { ...told, evidenceIds: [], note: "note" in item ? item.note : "" };
      const evidenceIds = this.#add(found.evidence);
      const note = found.evidence.length > 0 && evidenceIds.length === 0 ? NOTES.full : found.note;
      this.#addProducts(found.products);
      return { ...told, evidenceIds, note };
    });
    this.rounds.push(results);
    this.#pickQuotes();
  }

  /**
   * For an answer without the model: the grounded one, else what of the tools' evidence answers the shopper's own words; never what answers
   * only what the model made of them.
   */
  endWithout({ evidence, quotes, products }: Pick<Found, "evidence" | "quotes" | "products">): void {
    this.#queries.length = 0;
    this.#pickQuotes();
    this.#addProducts(products);
    const ids = this.#add(evidence, Infinity);
    if (quotes.length === 0) return;
    const idOf = new Map(evidence.map(({ id }, index) => [id, ids[index] ?? ""]));
    this.#quotes = quotes.map((quote) => ({ ...quote, evidenceId: idOf.get(quote.evidenceId) ?? "" }));
  }

  get #room(): number {
    return this.#evidence.reduce((room, { title, text }) => room - title.length - text.length, MAX_EVIDENCE_CHARS);
  }

  /** Ids of the pieces within the turn; a piece that is there already keeps its own, one without room has none. */
  #add(pieces: readonly RankedEvidence[], room = this.#room): string[] {
    let left = room;
    return pieces.flatMap((piece) => {
      const known = this.#evidence.find(({ url, text }) => url === piece.url && text === piece.text);
      if (known) return [known.id];
      if (piece.title.length + piece.text.length > left) return [];
      left -= piece.title.length + piece.text.length;
      const id = String(this.#evidence.length + 1);
      this.#evidence.push({ ...piece, id });
      return [id];
    });
  }

  #addProducts(products: readonly Product[]): void {
    this.products.push(...products.filter(({ id }) => this.products.every((known) => known.id !== id)));
  }

  /** The sentences that answer the shopper's words, else those that answer what the model made of them. */
  #pickQuotes(): void {
    for (const question of [this.question, ...this.#queries]) {
      this.#quotes = pickQuotes(question, this.#evidence);
      if (this.#quotes.length > 0) return;
    }
  }
}

/** Evidence as a prompt takes it. */
export const withoutScore = ({ id, kind, title, url, text }: RankedEvidence): Evidence => ({
  id,
  kind,
  title,
  url,
  text,
});
