import type OpenAI from "openai";
import type { ModelClient } from "./model-client.server";
import type { CallTimeouts } from "./call-timeouts";
import type { Deadline } from "./model-failure";

/** No honest token of any tokeniser is longer on average: an answer beyond this ignores its limit. */
const MAX_CHARS_PER_TOKEN = 16;

export type RequestBody = OpenAI.Chat.ChatCompletionCreateParamsStreaming;

/** What ends an attempt before the model does. */
export type Patience = {
  /** Aborted when the reader leaves. */
  readonly signal: AbortSignal;
  readonly timeouts: CallTimeouts;
  /** Asked whenever nothing has come for a while. */
  readonly isAlive: () => Promise<boolean>;
};

/** What one attempt has brought so far; filled while its text is read. */
export type Completion = {
  text: string;
  finishReason: string | null;
  model: string | null;
  systemFingerprint: string | null;
  promptTokens: number | null;
  completionTokens: number | null;
  firstTokenMs: number | null;
  /** Set when we ended the call ourselves. */
  deadline: Deadline | null;
};

/** An attempt that has brought nothing yet. */
export function emptyCompletion(): Completion {
  return {
    text: "",
    finishReason: null,
    model: null,
    systemFingerprint: null,
    promptTokens: null,
    completionTokens: null,
    firstTokenMs: null,
    deadline: null,
  };
}

/**
 * One attempt: sends the body, yields the text as it arrives and fills `completion`. An abort or a closed connection ends the SDK's stream
 * without an error (openai 7, core/streaming.js), so only `finishReason` tells that an answer is whole.
 * @throws the SDK's errors.
 */
export async function* readCompletion(
  { openai }: ModelClient,
  body: RequestBody,
  completion: Completion,
  patience: Patience,
): AsyncGenerator<string, void, undefined> {
  const startedAt = performance.now();
  const timer = new DeadlineTimer(completion, patience);
  try {
    const stream = await openai.chat.completions.create(body, { signal: timer.signal });
    for await (const chunk of stream) {
      const text = takeChunk(chunk, completion);
      timer.extend(completion.firstTokenMs !== null || text !== "" || hasOtherOutput(chunk));
      if (text === "") continue;
      completion.firstTokenMs ??= Math.round(performance.now() - startedAt);
      yield text;
      if (completion.text.length > (body.max_tokens ?? 0) * MAX_CHARS_PER_TOKEN) return timer.end("too_long");
    }
  } finally {
    timer.stop();
  }
}

function takeChunk(chunk: OpenAI.Chat.ChatCompletionChunk, completion: Completion): string {
  const choice = chunk.choices[0];
  const text = choice?.delta.content ?? "";
  completion.text += text;
  completion.finishReason = choice?.finish_reason ?? completion.finishReason;
  completion.model ??= chunk.model;
  completion.systemFingerprint ??= chunk.system_fingerprint ?? null;
  completion.promptTokens = chunk.usage?.prompt_tokens ?? completion.promptTokens;
  completion.completionTokens = chunk.usage?.completion_tokens ?? completion.completionTokens;
  return text;
}

/** A model that thinks first or calls a tool shows that it is alive; what it says there is never released. */
function hasOtherOutput(chunk: OpenAI.Chat.ChatCompletionChunk): boolean {
  const delta = chunk.choices[0]?.delta;
  return (
    delta !== undefined && ("reasoning_content" in delta || "reasoning" in delta || delta.tool_calls !== undefined)
  );
}

/** Aborts the attempt when the reader leaves or a time is up, and notes which. */
class DeadlineTimer {
  readonly #controller = new AbortController();
  readonly #completion: Completion;
  readonly #patience: Patience;
  readonly #onLeave = () => this.end("reader_left");
  readonly #total: NodeJS.Timeout;
  readonly #silence: NodeJS.Timeout;
  #next: NodeJS.Timeout;
  #hasBegun = false;
  #isOver = false;
  #chunks = 0;

  constructor(completion: Completion, patience: Patience) {
    const { signal, timeouts } = patience;
    this.#completion = completion;
    this.#patience = patience;
    this.#total = setTimeout(() => this.end("total"), timeouts.totalMs);
    this.#next = setTimeout(() => this.end("first_token"), timeouts.firstTokenMs);
    this.#silence = setTimeout(() => void this.#askIfAlive(), timeouts.silenceMs);
    if (signal.aborted) this.end("reader_left");
    else signal.addEventListener("abort", this.#onLeave, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Something arrived: from the first token on, the next must come sooner. */
  extend(hasBegun: boolean): void {
    if (this.#isOver) return;
    this.#chunks += 1;
    this.#silence.refresh();
    if (!hasBegun) return;
    if (this.#hasBegun) return void this.#next.refresh();
    this.#hasBegun = true;
    clearTimeout(this.#next);
    this.#next = setTimeout(() => this.end("between_tokens"), this.#patience.timeouts.betweenTokensMs);
  }

  /** Stops the request; only the first reason counts. */
  end(deadline: Deadline): void {
    this.stop();
    if (this.#controller.signal.aborted) return;
    this.#completion.deadline = deadline;
    this.#controller.abort();
  }

  /** The attempt is over: an abort now would only close a connection that the next call can use. */
  stop(): void {
    this.#isOver = true;
    clearTimeout(this.#total);
    clearTimeout(this.#next);
    clearTimeout(this.#silence);
    this.#patience.signal.removeEventListener("abort", this.#onLeave);
  }

  async #askIfAlive(): Promise<void> {
    const before = this.#chunks;
    const isAlive = await this.#patience.isAlive();
    if (this.#isOver) return;
    if (isAlive || this.#chunks !== before) this.#silence.refresh();
    else this.end("unresponsive");
  }
}
