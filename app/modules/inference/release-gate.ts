import { carryOver, checkSentence, type CheckContext } from "./checks/check-sentence";
import { JsonStringReader } from "./checks/json-strings";
import { MAX_SENTENCE_CHARS, SentenceSplitter } from "./checks/split-sentences";
import type { Editor, GovernedEvent, StageVerdict, WithheldReason } from "./inference-types";
import { restoreText } from "./restore";

type GateEvent = Extract<GovernedEvent, { type: "text" | "withheld" }>;

export type GateOptions = CheckContext & {
  /** The answer is JSON: its string values are what is released. */
  readonly isJson: boolean;
  /** Placeholders come back only for the person they belong to. */
  readonly mayRestore: boolean;
  readonly editor?: Editor;
};

/** Longer sentences are cut between words; what is still held then has no such place. */
const MAX_HELD_CHARS = 2 * MAX_SENTENCE_CHARS;

/** Stages "check" and "restore" on a stream: takes what the model says, lets out whole sentences that were checked. */
export class ReleaseGate {
  readonly #options: GateOptions;
  readonly #splitter = new SentenceSplitter();
  readonly #json: JsonStringReader | null;
  readonly #withheld: { sentence: number; reason: WithheldReason }[] = [];
  #released = "";
  #openLine = "";
  #isMuted = false;
  #sentences = 0;
  #restored = 0;
  #checkMs = 0;

  constructor(options: GateOptions) {
    this.#options = options;
    this.#json = options.isJson ? new JsonStringReader() : null;
  }

  /** More of the answer. */
  push(text: string): GateEvent[] {
    if (this.#isMuted) return [];
    const readable = this.#json ? this.#json.push(text) : text;
    const events = this.#splitter.push(readable).flatMap((sentence) => this.#judge(sentence));
    if (this.#splitter.heldChars <= MAX_HELD_CHARS) return events;
    // A word without an end: nothing after it can be told apart from it.
    this.#isMuted = true;
    return [...events, this.#withhold("too_long")];
  }

  /** The answer ended. What was cut off in the middle of a sentence is not released: its last figure may be half of one. */
  end(isComplete: boolean): GateEvent[] {
    const { rest, isWhole } = this.#splitter.end();
    const maySplitNumber = /\d[.,]\s*$/.test(rest);
    const isSayable = !this.#isMuted && (isComplete || (isWhole && !maySplitNumber));
    return [...(isSayable ? this.#judge(rest) : []), ...this.close(isComplete)];
  }

  /** Nothing more of the answer is read: what the editor still has to say. */
  close(isComplete = false): GateEvent[] {
    return this.#show(this.#options.editor?.end(isComplete) ?? "");
  }

  /** Notes a reason that is not one sentence's, such as an answer that does not fit its schema. */
  refuse(reason: WithheldReason): GateEvent[] {
    return [this.#withhold(reason)];
  }

  get released(): string {
    return this.#released.trim();
  }

  get withheld(): readonly { readonly sentence: number; readonly reason: WithheldReason }[] {
    return this.#withheld;
  }

  /** Verdicts of the two stages, with the milliseconds that checking took in all. */
  get verdicts(): readonly StageVerdict[] {
    const reasons = Object.fromEntries(
      [...Map.groupBy(this.#withheld, ({ reason }) => reason)].map(([reason, list]) => [reason, list.length]),
    );
    const isWithheld = this.#withheld.length > 0;
    return [
      {
        stage: "check",
        verdict: isWithheld ? "withheld" : this.#sentences === 0 ? "skipped" : "pass",
        detail: { sentences: this.#sentences, ...reasons },
        ms: Math.round(this.#checkMs * 100) / 100,
      },
      {
        stage: "restore",
        verdict: this.#restored > 0 ? "changed" : "skipped",
        detail: { restored: this.#restored },
        ms: 0,
      },
    ];
  }

  #judge(sentence: string): GateEvent[] {
    if (sentence.trim() === "") return this.#released === "" ? [] : this.#release(sentence);
    const startedAt = performance.now();
    const verdict = checkSentence(sentence, this.#options, this.#openLine);
    this.#openLine = carryOver(this.#openLine, sentence);
    this.#checkMs += performance.now() - startedAt;
    if (!verdict.ok) return [this.#withhold(verdict.reason)];
    this.#sentences += 1;
    return this.#release(verdict.text);
  }

  #release(text: string): GateEvent[] {
    const { text: whole, restored } = this.#options.mayRestore
      ? restoreText(text, this.#options.placeholders)
      : { text, restored: 0 };
    this.#restored += restored;
    return this.#show(this.#options.editor ? this.#options.editor.add(whole) : whole);
  }

  #show(text: string): GateEvent[] {
    this.#released += text;
    return text === "" ? [] : [{ type: "text", text }];
  }

  #withhold(reason: WithheldReason): GateEvent {
    this.#withheld.push({ sentence: this.#sentences, reason });
    this.#sentences += 1;
    return { type: "withheld", reason };
  }
}
