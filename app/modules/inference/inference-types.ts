import type { z } from "zod";

/** What a model call is for; purposes may use different endpoints and limits. */
export const PURPOSES = ["chat", "copy"] as const;

export type Purpose = (typeof PURPOSES)[number];

/** One thing from the shop's data of this turn that an answer may rest on. */
export type Evidence = {
  /** Short and stable within the turn, e.g. "1"; citations name it. */
  readonly id: string;
  readonly kind: "product" | "policy" | "page" | "order" | "shop";
  readonly title: string;
  /** Absolute address on the storefront; the only links that an answer may carry. */
  readonly url: string;
  /** Plain text. Every figure, date, code or link of an answer must occur in one. */
  readonly text: string;
};

/** A personal value that the session already knows, replaced before any detector runs. */
export type KnownValue = {
  readonly type: "NAME" | "EMAIL" | "PHONE" | "ADDRESS";
  readonly value: string;
};

/** One earlier turn, untrusted like everything that people type. */
export type Turn = { readonly role: "user" | "assistant"; readonly content: string };

/**
 * A feature's last word on an answer: takes checked text, and gives what may be shown of it, maybe nothing. Its own words, such as those that
 * take the place of what was withheld, come from the shop's data and are not checked again.
 */
export type Editor = {
  readonly add: (text: string) => string;
  /** The answer ended; `isWhole` tells whether its last sentence was finished. */
  readonly end: (isWhole: boolean) => string;
};

/** The arguments of a tool call: a JSON object, not yet parsed by the tool's schema. */
export type ToolArguments = Readonly<Record<string, unknown>>;

/** A tool that the model may call; whoever asks runs it. */
export type ToolDefinition = {
  readonly name: string;
  readonly description: string;
  readonly parameters: z.ZodType;
};

/** One call that the model made. Its name and arguments are as little to be trusted as any other text of a model. */
export type ToolCall = {
  readonly name: string;
  /** As the model wrote them, in placeholders; null when they are no JSON object. */
  readonly written: ToolArguments | null;
  /** The same with this conversation's placeholders restored. */
  readonly arguments: ToolArguments | null;
};

/** What came of one call of an earlier round of the turn. */
export type ToolResult = {
  readonly name: string;
  /** As the model wrote them: what was kept out of the prompt once stays out of it. */
  readonly arguments: ToolArguments;
  /** What it brought; pieces of the request's evidence. */
  readonly evidenceIds: readonly string[];
  /** In our own words, e.g. that nothing was found; may be empty beside evidence. */
  readonly note: string;
};

export type ToolUse = {
  readonly definitions: readonly ToolDefinition[];
  /** "none": the model must answer now, with what it has. */
  readonly choice: "auto" | "none";
  /** The same object in all rounds of one turn; they then share what is random in the prompt, so that its server need not read it anew. */
  readonly turn?: object;
  /** Earlier rounds of this turn, oldest first. */
  readonly rounds: readonly (readonly ToolResult[])[];
};

export type GovernedRequest = {
  readonly purpose: Purpose;
  /** Names the prompt and its version, e.g. "chat-grounded@1". */
  readonly promptVersion: string;
  /** Instructions written by us; never contains anything that a person or the shop's data said. */
  readonly instructions: string;
  /** Earlier turns, then the newest message of the user last. */
  readonly turns: readonly Turn[];
  readonly evidence: readonly Evidence[];
  readonly knownValues: readonly KnownValue[];
  /** Words that redaction must keep: product and vendor names, order numbers, SKUs. */
  readonly protectedTerms: readonly string[];
  /** Answer by this JSON schema; the value in the outcome is parsed by it. */
  readonly schema?: { readonly name: string; readonly zod: z.ZodType };
  /** What it gives is what is released, and what the record keeps. Not for answers by a schema. */
  readonly editor?: Editor;
  /** Lets the model call these instead of answering; its calls are in the outcome. */
  readonly tools?: ToolUse;
  /** Whose key encrypts the record, and whose placeholder map is used. */
  readonly conversationId?: string;
  readonly productId?: string;
  /** Locale that the answer is to be in, e.g. "de" or "pt-BR": the log can be filtered by its language. */
  readonly language?: string;
  /** Counters that this call is charged to besides the shop's, e.g. "conversation:<id>". */
  readonly budgetScopes: readonly string[];
  readonly maxOutputTokens: number;
  readonly temperature?: number;
  /** Aborted when the reader leaves. */
  readonly signal: AbortSignal;
};

export const STAGES = [
  "budget",
  "clean",
  "redact",
  "spotlight",
  "record",
  "call",
  "check",
  "restore",
  "finish",
] as const;

export type Stage = (typeof STAGES)[number];

/** What one stage decided; kept in the call's record, so it holds no personal data. */
export type StageVerdict = {
  readonly stage: Stage;
  readonly verdict: "pass" | "changed" | "refused" | "withheld" | "failed" | "skipped";
  /** Counts and reasons, e.g. { EMAIL: 1 } or { reason: "figure_not_in_evidence" }. */
  readonly detail: Readonly<Record<string, string | number | boolean>>;
  readonly ms: number;
};

/** Why a sentence was not released. */
export type WithheldReason =
  | "figure_not_in_evidence"
  | "link_not_in_evidence"
  | "code_not_in_evidence"
  /** Something shops promise without a figure: "free shipping", "half price", "tomorrow". */
  | "claim_not_in_evidence"
  /** Written so that a program does not read what a person does. */
  | "disguised"
  | "markup"
  | "prompt_leak"
  | "personal_data"
  | "template_token"
  | "too_long"
  | "schema_mismatch";

export type CallState = "complete" | "cut" | "failed" | "refused";

export type CallOutcome = {
  readonly callId: string;
  /** complete only if finish_reason arrived; cut when the stream ended without it. */
  readonly state: CallState;
  /** What was released to the reader, placeholders restored. */
  readonly text: string;
  /** Parsed by the request's schema, if it had one and the answer fitted. */
  readonly value?: unknown;
  /** What the model wants to be called before it answers; only of a whole reply, absent when there is none. */
  readonly toolCalls?: readonly ToolCall[];
  readonly withheld: readonly { readonly sentence: number; readonly reason: WithheldReason }[];
  readonly finishReason: string | null;
  readonly errorCode: "model_failed" | "model_unavailable" | "model_busy" | "model_timeout" | "aborted" | null;
  /** Seconds after which a new try makes sense; only where the model was busy or known to be away. */
  readonly retryAfterS?: number;
};

/** What a stream yields, in order: call, text*, end. Only checked text is ever yielded. */
export type GovernedEvent =
  | { readonly type: "call"; readonly callId: string }
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "withheld"; readonly reason: WithheldReason }
  | { readonly type: "end"; readonly outcome: CallOutcome };
